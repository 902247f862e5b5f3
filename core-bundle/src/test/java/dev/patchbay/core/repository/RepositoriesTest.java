package dev.patchbay.core.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.core.repository.RepositoryException.Reason;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RepositoriesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final Repositories repositories = new Repositories();

  @After
  public void close() {
    repositories.close();
  }

  private Path at(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  @Test
  public void opensABareRepositoryUnderItsNameWithoutTheSuffix() {
    GitFixture.bare(at("app.git"));
    Repo repo = repositories.open(at("app.git"));
    assertThat(repo.name()).isEqualTo("app");
    assertThat(repo.workTree()).isEmpty();
    assertThat(repo.defaultBranch()).contains("main");
    assertThat(repo.refs()).isEmpty();
  }

  @Test
  public void aWorkTreeItsGitDirectoryAndALinkedWorktreeAreOneRepository() {
    GitFixture git = GitFixture.withWorkTree(at("app"));
    git.commit("first");
    git.run("worktree", "add", "-q", at("linked").toString(), "-b", "side");
    Repo repo = repositories.open(at("app"));
    assertThat(repositories.open(at("app/.git"))).isSameAs(repo);
    assertThat(repositories.open(at("linked"))).isSameAs(repo);
    assertThat(repo.refs()).containsOnlyKeys("refs/heads/main", "refs/heads/side");
    assertThat(repo.defaultBranch()).contains("main");
  }

  @Test
  public void aLinkedWorktreeOpenedFirstSeesEveryRef() {
    GitFixture git = GitFixture.withWorkTree(at("app"));
    String first = git.commit("first");
    git.run("worktree", "add", "-q", at("linked").toString(), "-b", "side");
    Repo repo = repositories.open(at("linked"));
    assertThat(repo.refs()).isEqualTo(Map.of("refs/heads/main", first, "refs/heads/side", first));
    assertThat(repo.path()).isEqualTo(at("linked"));
  }

  @Test
  public void twoRepositoriesOfOneNameAreToldApart() {
    GitFixture.bare(at("a/app.git"));
    GitFixture.bare(at("b/app.git"));
    Repo first = repositories.open(at("a/app.git"));
    Repo second = repositories.open(at("b/app.git"));
    assertThat(second.name()).startsWith("app~").isNotEqualTo(first.name());
    assertThat(repositories.find(second.name())).contains(second);
    assertThat(repositories.find(at("a/app.git").toString())).contains(first);
  }

  @Test
  public void whatCannotBeAPathIsNoRepository() {
    assertThat(repositories.find("half a \ud83d")).isEmpty();
    assertThat(repositories.find("a\0b")).isEmpty();
  }

  @Test
  public void refusesWhatIsNoRepositoryAndSaysSo() throws IOException {
    Files.createDirectories(at("plain"));
    assertThatThrownBy(() -> repositories.open(at("plain")))
        .hasMessageContaining("plain is not a Git repository")
        .extracting(e -> ((RepositoryException) e).reason())
        .isEqualTo(Reason.NOT_A_REPOSITORY);
    assertThatThrownBy(() -> repositories.open(at("missing")))
        .hasMessageContaining("missing does not exist");
    Path file = Files.writeString(at("file"), "x");
    assertThatThrownBy(() -> repositories.open(file)).isInstanceOf(RepositoryException.class);
  }

  @Test
  public void refusesSha256ByName() {
    GitFixture git = new GitFixture(folder.getRoot().toPath());
    git.run("init", "-q", "--object-format=sha256", "modern");
    assertThatThrownBy(() -> repositories.open(at("modern")))
        .hasMessageContaining("modern uses SHA-256 object names")
        .extracting(e -> ((RepositoryException) e).reason())
        .isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  public void namesAMissingPermission() throws IOException {
    GitFixture.bare(at("secret.git"));
    Files.setPosixFilePermissions(at("secret.git"), PosixFilePermissions.fromString("---------"));
    Assume.assumeFalse("root may read everything", Files.isReadable(at("secret.git")));
    assertThatThrownBy(() -> repositories.open(at("secret.git")))
        .hasMessageContaining("no permission to read")
        .extracting(e -> ((RepositoryException) e).reason())
        .isEqualTo(Reason.NO_PERMISSION);
  }

  @Test
  public void opensARepositoryOfAnotherOwner() throws IOException {
    GitFixture git = GitFixture.withWorkTree(at("theirs"));
    String first = git.commit("first");
    Assume.assumeTrue("only root may give files away", mayGiveAway(at("theirs")));
    assertThat(repositories.open(at("theirs")).ref("refs/heads/main")).isEqualTo(first);
  }

  private static boolean mayGiveAway(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", 65534);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  public void jgitLeavesNothingBehindInTheRepository() throws IOException {
    GitFixture git = GitFixture.bare(at("app.git"));
    String first = git.commitObject("first");
    Repo repo = repositories.open(at("app.git"));
    assertThat(repo.compareAndSwap("refs/heads/main", "", first)).isTrue();
    assertThat(repo.refs()).hasSize(1);
    try (var files = Files.walk(at("app.git"))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(".probe")))
          .isEmpty();
    }
  }

  @Test
  public void compareAndSwapMovesOnlyFromTheExpectedValue() {
    GitFixture git = GitFixture.bare(at("app.git"));
    String first = git.commitObject("first");
    String second = git.commitObject("second", first);
    Repo repo = repositories.open(at("app.git"));
    assertThat(repo.compareAndSwap("refs/heads/main", "", first)).isTrue();
    assertThat(repo.compareAndSwap("refs/heads/main", "", second)).isFalse();
    assertThat(repo.compareAndSwap("refs/heads/main", second, first)).isFalse();
    assertThat(repo.compareAndSwap("refs/heads/main", first, second)).isTrue();
    assertThat(git.run("rev-parse", "main")).isEqualTo(second);
    assertThat(repo.compareAndSwap("refs/heads/main", second, first)).isTrue();
    assertThat(repo.compareAndSwap("refs/heads/main", second, "")).isFalse();
    assertThat(repo.compareAndSwap("refs/heads/main", first, "")).isTrue();
    assertThat(repo.refs()).isEmpty();
  }

  @Test
  public void readsFilesAndTreesOfACommit() {
    GitFixture git = GitFixture.withWorkTree(at("app"));
    git.commit(".patchbay/jobs/verify.yaml", "run: true\n", "job");
    String second = git.commit("other.txt", "x", "other");
    Repo repo = repositories.open(at("app"));
    assertThat(repo.files(second, ".patchbay/jobs")).containsExactly("verify.yaml");
    assertThat(repo.blob(second, ".patchbay/jobs/verify.yaml"))
        .hasValueSatisfying(
            bytes ->
                assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("run: true\n"));
    assertThat(repo.blob(second, "missing")).isEmpty();
    assertThat(repo.tree(second, ".patchbay/jobs"))
        .contains(git.run("rev-parse", "HEAD:.patchbay/jobs"))
        .isEqualTo(repo.tree(git.run("rev-parse", "HEAD^"), ".patchbay/jobs"));
    assertThat(repo.tree(second, "missing")).isEmpty();
    assertThat(repo.commit("main")).contains(second);
    assertThat(repo.commit(second.substring(0, 10))).contains(second);
    assertThat(repo.commit("nothing-of-this-name")).isEmpty();
  }

  @Test
  public void treeDiffTellsAddedModifiedAndDeletedApart() {
    GitFixture git = GitFixture.withWorkTree(at("app"));
    git.commit("kept.txt", "1", "one");
    String from = git.commit("dir/gone.txt", "1", "two");
    git.run("rm", "-q", "dir/gone.txt");
    git.commit("kept.txt", "2", "three");
    String to = git.commit("dir/new.txt", "1", "four");
    Repo repo = repositories.open(at("app"));
    TreeDiff diff = TreeDiff.between(repo, from, to, 10);
    assertThat(diff.added()).containsExactly("dir/new.txt");
    assertThat(diff.modified()).containsExactly("kept.txt");
    assertThat(diff.deleted()).containsExactly("dir/gone.txt");
    assertThat(diff.changed()).containsExactly("dir/gone.txt", "dir/new.txt", "kept.txt");
    assertThat(diff.truncated()).isFalse();
    assertThat(TreeDiff.between(repo, "", to, 1))
        .isEqualTo(new TreeDiff(diff.added(), diff.added(), List.of(), List.of(), true));
  }

  @Test
  public void namesOutliveTheOrderInWhichRepositoriesAreOpened() {
    GitFixture.bare(at("a/app.git"));
    GitFixture.bare(at("b/app.git"));
    try (Store store = Store.open(at("patchbay.db"), List.of(Repositories.schema()))) {
      String second;
      try (Repositories before = new Repositories(store)) {
        assertThat(before.open(at("a/app.git")).name()).isEqualTo("app");
        second = before.open(at("b/app.git")).name();
      }
      try (Repositories after = new Repositories(store)) {
        assertThat(after.open(at("b/app.git")).name()).isEqualTo(second).startsWith("app~");
        assertThat(after.open(at("a/app.git")).name()).isEqualTo("app");
      }
    }
  }

  @Test
  public void aNameIsFreeAgainWhenItsRepositoryIsNeitherThereNorWanted() throws IOException {
    GitFixture.bare(at("old/app.git"));
    try (Store store = Store.open(at("patchbay.db"), List.of(Repositories.schema()));
        Repositories before = new Repositories(store);
        Repositories wanted = new Repositories(store);
        Repositories after = new Repositories(store)) {
      before.open(at("old/app.git"));
      Files.createDirectories(at("new"));
      Files.move(at("old/app.git"), at("new/app.git"));
      wanted.keepNames(List.of(at("old/app.git")));
      Repo other = wanted.open(at("new/app.git"));
      assertThat(other.name()).startsWith("app~");
      Files.move(at("new/app.git"), at("new/moved.git"));
      Files.move(at("new/moved.git"), at("app.git"));
      after.keepNames(List.of(at("app.git")));
      assertThat(after.open(at("app.git")).name()).isEqualTo("app");
    }
  }

  @Test
  public void aRepositoryIsFoundByTheLinkItWasOpenedBy() throws IOException {
    GitFixture.bare(at("app.git"));
    Files.createSymbolicLink(at("link"), at("app.git"));
    Repo repo = repositories.open(at("link"));
    assertThat(repositories.find(at("link").toString())).contains(repo);
    assertThat(repositories.at(at("app.git"))).contains(repo);
  }

  @Test
  public void aLargeFileIsStreamedAndNotHeld() throws IOException {
    GitFixture git = GitFixture.bare(at("app.git"));
    String blob = git.withInput(new byte[9 << 20], "hash-object", "-w", "--stdin");
    Repo repo = repositories.open(at("app.git"));
    assertThat(repo.jgit().open(Repo.idOf(blob)).isLarge()).isTrue();
  }
}
