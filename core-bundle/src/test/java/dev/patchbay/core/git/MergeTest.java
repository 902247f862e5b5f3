package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.core.repository.GitFixture;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which moves of a branch are merges, in a repository with a work tree. */
public class MergeTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private GitFixture git;
  private WatcherFixture daemon;

  @Before
  public void watchAWorkTree() {
    Path path = folder.getRoot().toPath().resolve("app");
    git = GitFixture.withWorkTree(path);
    git.commit("base.txt", "1", "base");
    git.run("checkout", "-q", "-b", "feature");
    git.commit("feature.txt", "1", "feature work");
    git.run("checkout", "-q", "main");
    daemon = new WatcherFixture(folder.getRoot().toPath()).watch(path);
  }

  @After
  public void stop() {
    daemon.close();
  }

  @Test
  public void aMergeCommitIsAMergeAndNamesItsSource() {
    String before = git.run("rev-parse", "main");
    git.run("merge", "-q", "--no-ff", "--no-edit", "feature");
    GitEvent event = daemon.next(0);
    assertThat(event).isInstanceOf(Merge.class);
    assertThat(event.from()).isEqualTo(before);
    assertThat(event.branch()).isEqualTo("main");
    assertThat(event.targetBranch()).isEqualTo("main");
    assertThat(event.mergedFrom()).isEqualTo("feature");
    assertThat(event.changedPaths()).containsExactly("feature.txt");
    assertThat(event.commits()).hasSize(2);
  }

  @Test
  public void theSourceIsFoundByItsTipWhenTheSubjectIsSilent() {
    git.run("merge", "-q", "--no-ff", "-m", "bring it in", "feature");
    assertThat(daemon.next(0).mergedFrom()).isEqualTo("feature");
  }

  @Test
  public void aFastForwardIsAPush() {
    git.run("merge", "-q", "--ff-only", "feature");
    assertThat(daemon.next(0)).isInstanceOf(Push.class);
  }

  @Test
  public void aMergeCommitWhoseFirstParentsMissTheOldValueIsAPush() {
    String main = git.commit("main.txt", "1", "main goes on");
    daemon.next(0);
    git.run("checkout", "-q", "feature");
    git.run("merge", "-q", "--no-edit", "main");
    daemon.next(1);
    git.run("checkout", "-q", "main");
    git.run("merge", "-q", "--ff-only", "feature");
    GitEvent event = daemon.next(2);
    assertThat(event).isInstanceOf(Push.class);
    assertThat(event.from()).isEqualTo(main);
  }

  @Test
  public void severalMergesBehindTheTipAreOneMerge() {
    git.run("merge", "-q", "--no-ff", "--no-edit", "feature");
    daemon.next(0);
    git.run("checkout", "-q", "feature");
    git.commit("more.txt", "1", "more");
    daemon.next(1);
    git.run("checkout", "-q", "--detach", "main");
    git.commit("direct.txt", "1", "direct");
    git.run("merge", "-q", "--no-ff", "-m", "Merge branch 'feature' into main", "feature");
    git.run("update-ref", "refs/heads/main", git.run("rev-parse", "HEAD"));
    assertThat(daemon.next(2)).isInstanceOf(Merge.class);
    assertThat(daemon.settled()).hasSize(3);
  }

  @Test
  public void aNewBranchIsComparedWithWhereItLeftTheDefaultBranch() {
    git.run("checkout", "-q", "-b", "topic");
    String topic = git.commit("topic.txt", "1", "topic");
    git.run("checkout", "-q", "main");
    git.commit("main.txt", "1", "main goes on");
    git.run("branch", "later", topic);
    daemon.next(3);
    daemon.settled();
    GitEvent later =
        daemon.events().stream().filter(e -> e.branch().equals("later")).findFirst().orElseThrow();
    assertThat(later.type()).isEqualTo("branch");
    assertThat(later.changedPaths()).containsExactly("topic.txt");
    assertThat(later.commits()).hasSize(1);
  }

  @Test
  public void subjectsOfTheUsualHostsNameTheSource() {
    assertThat(MergeSource.of("Merge pull request #12 from octo/feature/x")).contains("feature/x");
    assertThat(MergeSource.of("Merge remote-tracking branch 'origin/x'")).contains("origin/x");
    assertThat(MergeSource.of("Merge branch 'x' into 'main'")).contains("x");
    assertThat(MergeSource.of("Merged in x (pull request #3)")).contains("x");
    assertThat(MergeSource.of("Something else")).isEmpty();
  }
}
