package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeFalse;

import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CheckoutsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final Repositories repositories = new Repositories();
  private final Checkouts checkouts = new Checkouts();
  private GitFixture git;
  private Repo repo;

  @Before
  public void makeARepository() {
    git = GitFixture.withWorkTree(at("app"));
    repo = repositories.open(at("app"));
  }

  @After
  public void close() {
    repositories.close();
  }

  private Path at(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private Path checkout(String commit) {
    return checkouts.checkout(repo, commit, at("work"));
  }

  @Test
  public void filesLinksAndExecutableBitsComeAsCommitted() throws IOException {
    Files.createSymbolicLink(at("app/link"), Path.of("dir/file.txt"));
    Files.writeString(at("app/run.sh"), "#!/bin/sh\necho ran\n");
    assertThat(at("app/run.sh").toFile().setExecutable(true)).isTrue();
    git.run("add", "-A");
    String commit = git.commit("dir/file.txt", "content\n", "all kinds");
    git.commit("later.txt", "x", "later");
    Path work = checkout(commit);
    assertThat(work.resolve("dir/file.txt")).hasContent("content\n");
    assertThat(Files.readSymbolicLink(work.resolve("link"))).hasToString("dir/file.txt");
    assertThat(work.resolve("run.sh")).isExecutable();
    assertThat(work.resolve("dir/file.txt").toFile().canExecute()).isFalse();
    assertThat(work.resolve("later.txt")).doesNotExist();
  }

  @Test
  public void gitWorksInACheckoutAndFindsItClean() {
    git.commit("a.txt", "1", "first");
    String second = git.commit("dir/b.txt", "2", "second");
    GitFixture inside = new GitFixture(checkout(second));
    assertThat(inside.run("rev-parse", "HEAD")).isEqualTo(second);
    assertThat(inside.run("status", "--porcelain")).isEmpty();
    assertThat(inside.run("diff", "--name-only", "HEAD~1")).isEqualTo("dir/b.txt");
    assertThat(inside.run("log", "--format=%s")).isEqualTo("second\nfirst");
    assertThat(git.run("worktree", "list").lines()).hasSize(1);
  }

  @Test
  public void submodulesAreLeftOut() {
    String commit = git.commit("a.txt", "1", "first");
    git.run("update-index", "--add", "--cacheinfo", "160000," + commit + ",module");
    git.run("commit", "-q", "-m", "with a module");
    Path work = checkout(git.run("rev-parse", "HEAD"));
    assertThat(work.resolve("a.txt")).exists();
    assertThat(work.resolve("module")).doesNotExist();
  }

  @Test
  public void aTreeThatLeadsOutOfTheCheckoutIsRefused() {
    String outside = git.withInput(at("outside").toString(), "hash-object", "-w", "--stdin");
    String blob = git.withInput("x", "hash-object", "-w", "--stdin");
    String inner = git.withInput("100644 blob " + blob + "\tfile\n", "mktree");
    // mktree would sort and refuse nothing: a link and a directory of one name
    String tree =
        git.withInput("120000 blob %s\ta\n040000 tree %s\ta\n".formatted(outside, inner), "mktree");
    String commit = git.run("commit-tree", tree, "-m", "hostile");
    assertThatThrownBy(() -> checkout(commit)).isInstanceOf(RepositoryException.class);
    assertThat(at("outside/file")).doesNotExist();
  }

  @Test
  public void aMissingCommitIsNamed() {
    String nobody = "1".repeat(40);
    assertThatThrownBy(() -> checkout(nobody)).hasMessageContaining("cannot check out " + nobody);
  }

  @Test
  public void removalFollowsNoLinkAndTakesWhatIsProtected() throws IOException {
    Files.writeString(at("precious"), "kept");
    String commit = git.commit("dir/a.txt", "1", "first");
    Path work = checkout(commit);
    Files.createSymbolicLink(work.resolve("out"), folder.getRoot().toPath());
    assertThat(work.resolve("dir").toFile().setWritable(false)).isTrue();
    checkouts.remove(work);
    assertThat(work).doesNotExist();
    assertThat(at("precious")).exists();
    checkouts.remove(work);
  }

  @Test
  public void directoriesThatATaskHasClosedAreRemoved() throws IOException {
    Path work = at("work");
    for (String closed : new String[] {"none", "outer/inner", "listed"}) {
      Files.createDirectories(work.resolve(closed).resolve("deep"));
      Files.writeString(work.resolve(closed).resolve("deep/file"), "x");
    }
    for (String closed : new String[] {"none", "outer/inner", "outer"}) {
      Files.setPosixFilePermissions(work.resolve(closed), Set.of());
    }
    Files.setPosixFilePermissions(
        work.resolve("listed"), PosixFilePermissions.fromString("rw-------"));
    assumeFalse("root may enter all", Files.isReadable(work.resolve("none")));
    checkouts.remove(work);
    assertThat(work).doesNotExist();
  }
}
