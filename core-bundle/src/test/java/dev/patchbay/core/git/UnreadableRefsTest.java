package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeFalse;

import dev.patchbay.core.repository.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What cannot be read is an error of its repository, and never told as gone or as moved back. */
public class UnreadableRefsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private GitFixture git;
  private WatcherFixture daemon;
  private String second;
  private Path heads;

  /** Packed at its first value, loose at its second one. */
  @Before
  public void watchABranchThatMovedSinceItWasPacked() {
    git = GitFixture.bare(folder.getRoot().toPath().resolve("app.git"));
    heads = git.directory().resolve("refs/heads");
    String first = git.commitObject("first");
    git.run("update-ref", "refs/heads/main", first);
    git.run("pack-refs", "--all");
    second = git.commitObject("second", first);
    git.run("update-ref", "refs/heads/main", second);
    git.run("update-ref", "refs/heads/team/loose", second);
    daemon = new WatcherFixture(folder.getRoot().toPath());
  }

  @After
  public void stop() {
    daemon.close();
  }

  private void watch() {
    daemon.watch(git.directory());
  }

  private String error() {
    return daemon.watcher.states().getFirst().error();
  }

  /** Error while it is so, nothing told, and all is as before when it is over. */
  private void staysUntoldUntil(ThrowingRunnable mended, String... says) throws Exception {
    assertThat(daemon.settled()).isEmpty();
    assertThat(error()).contains(says);
    mended.run();
    await().untilAsserted(() -> assertThat(error()).isEmpty());
    assertThat(daemon.settled()).isEmpty();
    git.run("update-ref", "refs/heads/main", git.commitObject("third", second));
    assertThat(daemon.next(0).from()).isEqualTo(second);
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  @Test
  public void aFolderOfBranchesThatFailsToBeReadDeletesNone() throws Exception {
    watch();
    Path aside = folder.getRoot().toPath().resolve("aside");
    loop(heads, aside);
    staysUntoldUntil(() -> restore(aside, heads), "refs/heads");
  }

  @Test
  public void aRepositoryThatIsHalfRemovedDeletesNoBranch() throws Exception {
    watch();
    Path aside = folder.getRoot().toPath().resolve("aside");
    Files.move(heads, aside);
    staysUntoldUntil(() -> Files.move(aside, heads), "refs/heads", "gone");
  }

  @Test
  public void aFolderOfBranchesWithoutPermissionDeletesNone() throws Exception {
    watch();
    Files.setPosixFilePermissions(heads, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse("root may read all", Files.isReadable(heads));
      staysUntoldUntil(this::permit, "refs/heads", "no permission");
    } finally {
      permit();
    }
  }

  @Test
  public void aHeadWithoutPermissionIsNamed() throws Exception {
    watch();
    Path head = git.directory().resolve("HEAD");
    Files.setPosixFilePermissions(head, PosixFilePermissions.fromString("---------"));
    assumeFalse("root may read all", Files.isReadable(head));
    staysUntoldUntil(
        () -> Files.setPosixFilePermissions(head, PosixFilePermissions.fromString("rw-r--r--")),
        "/HEAD",
        "Permission denied");
  }

  private void permit() throws IOException {
    Files.setPosixFilePermissions(heads, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  public void aBranchWhoseFileIsEmptyIsNotMovedBackToWhereItWasPacked() throws Exception {
    watch();
    Files.writeString(heads.resolve("main"), "");
    staysUntoldUntil(
        () -> Files.writeString(heads.resolve("main"), second + "\n"), "refs/heads/main", "empty");
  }

  @Test
  public void aBranchWhoseFileHoldsSomethingElseIsNotToldAsDeleted() throws Exception {
    watch();
    Files.writeString(heads.resolve("team/loose"), "no object name at all\n");
    staysUntoldUntil(
        () -> Files.writeString(heads.resolve("team/loose"), second + "\n"),
        "refs/heads/team/loose",
        "no object name");
  }

  /** To open a pipe for reading waits for somebody who writes, perhaps for ever. */
  @Test(timeout = 60_000)
  public void aPipeInThePlaceOfABranchHoldsNothingUp() throws Exception {
    watch();
    Path pipe = heads.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    staysUntoldUntil(() -> Files.delete(pipe), "refs/heads/pipe", "no file");
  }

  @Test
  public void aBranchWhoseFileCannotBeReadKeepsTheOthersFromNothing() throws Exception {
    watch();
    Path aside = folder.getRoot().toPath().resolve("aside");
    loop(heads.resolve("team/loose"), aside);
    git.run("update-ref", "refs/heads/other", second);
    assertThat(daemon.next(0).ref()).isEqualTo("refs/heads/other");
    assertThat(daemon.settled()).hasSize(1);
    assertThat(error()).contains("refs/heads/team/loose");
    restore(aside, heads.resolve("team/loose"));
    await().untilAsserted(() -> assertThat(error()).isEmpty());
    assertThat(daemon.settled()).hasSize(1);
  }

  @Test
  public void whatIsUnreadableAtTheFirstSightIsNotToldAsNewLater() throws Exception {
    Path aside = folder.getRoot().toPath().resolve("aside");
    Files.move(heads, aside);
    watch();
    staysUntoldUntil(() -> Files.move(aside, heads), "refs/heads");
  }

  /** A link to itself cannot be read by anybody, not even by root. */
  private static void loop(Path path, Path aside) throws IOException {
    Files.move(path, aside);
    Files.createSymbolicLink(path, path);
  }

  private static void restore(Path aside, Path path) throws IOException {
    Files.delete(path);
    Files.move(aside, path);
  }
}
