package dev.patchbay.core.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.Commit;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Push;
import dev.patchbay.core.repository.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is told of a bare repository, and when. */
public class GitWatcherTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private GitFixture git;
  private WatcherFixture daemon;
  private String first;

  @Before
  public void watchABareRepository() {
    git = GitFixture.bare(at("app.git"));
    first = git.commitObject("first");
    git.run("update-ref", "refs/heads/main", first);
    daemon = new WatcherFixture(folder.getRoot().toPath()).watch(at("app.git"));
  }

  @After
  public void stop() {
    daemon.close();
  }

  private Path at(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private String move(String ref, String message, String... parents) {
    String commit = git.commitObject(message, parents);
    git.run("update-ref", ref, commit);
    return commit;
  }

  @Test
  public void theFirstSightOfARepositoryTellsNothing() {
    assertThat(daemon.settled()).isEmpty();
    assertThat(daemon.watcher.states())
        .singleElement()
        .satisfies(
            state -> {
              assertThat(state.name()).isEqualTo("app");
              assertThat(state.refs()).isEqualTo(1);
              assertThat(state.error()).isEmpty();
            });
  }

  @Test
  public void aMovedBranchIsOnePush() {
    String second = git.commitObject("second", first);
    String third = git.commitObject("third\n\nbody", second);
    git.run("update-ref", "refs/heads/main", third);
    GitEvent event = daemon.next(0);
    assertThat(event).isInstanceOf(Push.class);
    assertThat(event.repository()).isEqualTo("app");
    assertThat(event.branch()).isEqualTo("main");
    assertThat(event.from()).isEqualTo(first);
    assertThat(event.to()).isEqualTo(third);
    assertThat(event.message()).isEqualTo("third\n\nbody\n");
    assertThat(event.author().email()).isEqualTo("ada@example.com");
    assertThat(event.commits()).extracting(Commit::id).containsExactly(third, second);
    assertThat(event.signed()).isFalse();
    assertThat(daemon.settled()).hasSize(1);
  }

  @Test
  public void branchesAndTagsComeAndGo() {
    git.run("update-ref", "refs/heads/feature/deep/x", first);
    daemon.next(0);
    git.run("tag", "light", first);
    daemon.next(1);
    git.run("tag", "-a", "-m", "Release one", "v1", first);
    GitEvent annotated = daemon.next(2);
    git.run("update-ref", "-d", "refs/heads/feature/deep/x");
    GitEvent deleted = daemon.next(3);
    git.run("tag", "-d", "v1");
    GitEvent untagged = daemon.next(4);

    assertThat(daemon.settled())
        .containsExactly(
            "branch refs/heads/feature/deep/x",
            "tag refs/tags/light",
            "tag refs/tags/v1",
            "branch_delete refs/heads/feature/deep/x",
            "tag_delete refs/tags/v1");
    assertThat(annotated.to()).isEqualTo(first);
    assertThat(annotated.tag()).isEqualTo("v1");
    assertThat(annotated.message()).isEqualTo("Release one\n");
    assertThat(annotated.commits()).isEmpty();
    assertThat(annotated.changedPaths()).isEmpty();
    assertThat(deleted.from()).isEqualTo(first);
    assertThat(deleted.to()).isEmpty();
    assertThat(untagged.from()).isEqualTo(first);
  }

  @Test
  public void aForcedPushAndOneBackAreStillPushes() {
    String second = move("refs/heads/main", "second", first);
    daemon.next(0);
    String other = move("refs/heads/main", "other", first);
    GitEvent forced = daemon.next(1);
    git.run("update-ref", "refs/heads/main", first);
    GitEvent back = daemon.next(2);
    assertThat(forced.from()).isEqualTo(second);
    assertThat(forced.commits()).extracting(Commit::id).containsExactly(other);
    assertThat(back.commits()).isEmpty();
    assertThat(daemon.settled())
        .containsExactly("push refs/heads/main", "push refs/heads/main", "push refs/heads/main");
  }

  @Test
  public void ownBranchesAndNotesAreNotTold() {
    git.run("update-ref", "refs/heads/patchbay/run/worker-1", first);
    git.run("notes", "--ref", "refs/notes/patchbay/receipts", "add", "-m", "x", first);
    git.run("update-ref", "refs/remotes/origin/main", first);
    git.run("update-ref", "refs/heads/patchbay-like", first);
    daemon.next(0);
    assertThat(daemon.settled()).containsExactly("branch refs/heads/patchbay-like");
  }

  @Test
  public void packingRefsAndCollectingGarbageTellNothing() {
    for (int i = 0; i < 20; i++) {
      git.run("update-ref", "refs/heads/dir/b" + i, first);
    }
    daemon.next(19);
    git.run("pack-refs", "--all");
    assertThat(daemon.settled()).hasSize(20);
    git.run("gc", "-q", "--prune=now");
    assertThat(daemon.settled()).hasSize(20);
    move("refs/heads/dir/b3", "after", first);
    assertThat(daemon.next(20).ref()).isEqualTo("refs/heads/dir/b3");
    git.run("update-ref", "-d", "refs/heads/dir/b4");
    assertThat(daemon.next(21).type()).isEqualTo("branch_delete");
    assertThat(daemon.settled()).hasSize(22);
  }

  @Test
  public void changesWhileTheDaemonIsDownMergeIntoOneAndAreToldAtStart() {
    daemon.close();
    String second = move("refs/heads/main", "second", first);
    String third = move("refs/heads/main", "third", second);
    git.run("update-ref", "refs/heads/new", first);
    daemon = new WatcherFixture(folder.getRoot().toPath()).watch(at("app.git"));
    assertThat(daemon.told()).endsWith("push refs/heads/main", "branch refs/heads/new").hasSize(2);
    GitEvent push = daemon.events().getFirst();
    assertThat(push.from()).isEqualTo(first);
    assertThat(push.to()).isEqualTo(third);
    assertThat(push.commits()).extracting(Commit::id).containsExactly(third, second);
  }

  @Test
  public void aRestartTellsNothingTwice() {
    move("refs/heads/main", "second", first);
    daemon.next(0);
    int before = daemon.settled().size();
    daemon.close();
    daemon = new WatcherFixture(folder.getRoot().toPath()).watch(at("app.git"));
    assertThat(daemon.settled().size()).isEqualTo(before);
  }

  @Test
  public void aPushOverTheWireIsSeen() {
    GitFixture clone = cloned();
    String second = clone.commit("file.txt", "x", "second");
    clone.run("push", "-q", "origin", "main");
    GitEvent event = daemon.next(0);
    assertThat(event.to()).isEqualTo(second);
    assertThat(event.changedPaths()).containsExactly("file.txt");
    assertThat(event.added()).containsExactly("file.txt");
  }

  private GitFixture cloned() {
    git.run("clone", "-q", ".", at("clone").toString());
    return new GitFixture(at("clone"));
  }

  @Test
  public void theFirstPushToAnEmptyRepositoryIsABranch() {
    GitFixture empty = GitFixture.bare(at("empty.git"));
    daemon.watch(at("empty.git"));
    String commit = empty.commitObject("hello");
    empty.run("update-ref", "refs/heads/main", commit);
    GitEvent event = daemon.next(0);
    assertThat(event).isInstanceOf(BranchCreated.class);
    assertThat(event.from()).isEmpty();
    assertThat(event.commits()).hasSize(1);
  }

  @Test
  public void tenThousandCommitsAreOneEventThatIsCutAtItsLimit() {
    StringBuilder stream = new StringBuilder();
    for (int i = 1; i <= 10_050; i++) {
      stream.append("commit refs/heads/main\ncommitter Ada <ada@example.com> ");
      stream.append(1_700_000_000 + i).append(" +0000\ndata 6\ncommit\n");
      if (i == 1) {
        stream.append("from ").append(first).append('\n');
      }
    }
    for (int i = 0; i < 10_050; i++) {
      String name = "d" + i % 100 + "/f" + i;
      stream.append("M 100644 inline ").append(name).append("\ndata 1\nx\n");
    }
    git.withInput(stream.toString(), "fast-import", "--quiet");
    GitEvent event = daemon.next(0);
    assertThat(event.commits()).hasSize(10_000);
    assertThat(event.changedPaths()).hasSize(10_000);
    assertThat(event.truncated()).isTrue();
    assertThat(event.to()).isEqualTo(git.run("rev-parse", "main"));
    assertThat(daemon.settled()).hasSize(1);
  }

  @Test
  public void messagesAndPathsThatAreNotUtf8Survive() {
    String blob = git.withInput("x", "hash-object", "-w", "--stdin");
    byte[] entry = ("100644 blob " + blob + "\tcaf?.txt\0").getBytes(ISO_8859_1);
    entry[new String(entry, ISO_8859_1).indexOf('?')] = (byte) 0xe9;
    String tree = git.withInput(entry, "mktree", "-z");
    byte[] message = {'b', 'a', 'd', (byte) 0xff, '\n'};
    String answer = git.withInput(message, "commit-tree", tree, "-p", first);
    String commit = answer.substring(answer.length() - 40);
    git.run("update-ref", "refs/heads/main", commit);
    GitEvent event = daemon.next(0);
    assertThat(event.message()).startsWith("bad");
    assertThat(event.changedPaths()).containsExactly("café.txt");
  }

  @Test
  public void refNamesAreOnlyText() {
    git.run("update-ref", "refs/heads/$(touch;x)'\"-", first);
    git.run("update-ref", "refs/heads/-dash", first);
    daemon.next(1);
    assertThat(daemon.settled())
        .containsExactlyInAnyOrder("branch refs/heads/$(touch;x)'\"-", "branch refs/heads/-dash");
  }

  @Test
  public void aRepositoryThatVanishesIsAnErrorUntilItReturns() throws IOException {
    Files.move(at("app.git"), at("away.git"));
    await()
        .untilAsserted(
            () -> assertThat(daemon.watcher.states().getFirst().error()).contains("app.git"));
    GitFixture away = new GitFixture(at("away.git"));
    String second = away.commitObject("second", first);
    away.run("update-ref", "refs/heads/main", second);
    Files.move(at("away.git"), at("app.git"));
    assertThat(daemon.next(0).to()).isEqualTo(second);
    await().untilAsserted(() -> assertThat(daemon.watcher.states().getFirst().error()).isEmpty());
    move("refs/heads/main", "third", second);
    daemon.next(1);
    assertThat(daemon.settled()).containsExactly("push refs/heads/main", "push refs/heads/main");
  }

  @Test
  public void aRepositoryThatIsNotThereYetIsWatchedWhenItComes() {
    daemon.watch(at("late.git"));
    assertThat(daemon.watcher.states().getLast().error()).contains("late.git does not exist");
    GitFixture late = GitFixture.bare(at("late.git"));
    await().untilAsserted(() -> assertThat(daemon.watcher.states().getLast().error()).isEmpty());
    late.run("update-ref", "refs/heads/main", late.commitObject("hello"));
    assertThat(daemon.next(0).repository()).isEqualTo("late");
  }

  @Test
  public void whatNobodyHasForeseenIsAnErrorAndTheWatchingGoesOn() throws Exception {
    AutoCloseable listening =
        daemon.watcher.onNotes(
            repo -> {
              throw new UnsupportedOperationException("as I was told");
            });
    daemon.watcher.reconcile().get(30, TimeUnit.SECONDS);
    assertThat(daemon.watcher.states().getFirst().error()).contains("as I was told");
    listening.close();
    await().untilAsserted(() -> assertThat(daemon.watcher.states().getFirst().error()).isEmpty());
    move("refs/heads/main", "second", first);
    assertThat(daemon.settled()).containsExactly("push refs/heads/main");
  }

  @Test
  public void whatIsNoLongerWatchedTellsNothing() {
    daemon.watcher.unwatch(at("app.git"));
    move("refs/heads/main", "second", first);
    assertThat(daemon.settled()).isEmpty();
    daemon.watch(at("app.git"));
    assertThat(daemon.told()).containsExactly("push refs/heads/main");
  }

  @Test
  public void aDamagedRefIsAnErrorAndTheOthersAreTold() throws IOException {
    Files.writeString(at("app.git/refs/heads/broken"), "1".repeat(40) + "\n");
    Files.writeString(at("app.git/refs/heads/not a ref"), "rubbish\n");
    Files.writeString(at("app.git/refs/heads/rubbish"), "rubbish\n");
    await()
        .untilAsserted(
            () ->
                assertThat(daemon.watcher.states().getFirst().error())
                    .contains("refs/heads/broken"));
    move("refs/heads/main", "second", first);
    assertThat(daemon.next(0).ref()).isEqualTo("refs/heads/main");
    Files.delete(at("app.git/refs/heads/broken"));
    await().untilAsserted(() -> assertThat(daemon.watcher.states().getFirst().error()).isEmpty());
    assertThat(daemon.settled()).hasSize(1);
  }

  @Test
  public void moreRefsAtOnceThanNotificationsAreKeptForAreAllTold() {
    StringBuilder refs = new StringBuilder();
    for (int i = 0; i < 1_500; i++) {
      refs.append("create refs/heads/b").append(i).append(' ').append(first).append('\n');
    }
    git.withInput(refs.toString(), "update-ref", "--stdin");
    daemon.next(1_499);
    assertThat(daemon.settled()).hasSize(1_500).doesNotHaveDuplicates();
  }

  @Test
  public void aCommitInALinkedWorktreeIsSeen() {
    GitFixture main = GitFixture.withWorkTree(at("work"));
    main.commit("first");
    main.run("worktree", "add", "-q", at("linked").toString(), "-b", "side");
    daemon.watch(at("linked"));
    String commit = new GitFixture(at("linked")).commit("in the linked one");
    GitEvent event = daemon.next(0);
    assertThat(event.branch()).isEqualTo("side");
    assertThat(event.to()).isEqualTo(commit);
  }

  @Test
  public void anotherRepositoryAtTheSamePlaceIsWatchedInstead() throws IOException {
    Files.move(at("app.git"), at("away.git"));
    await()
        .untilAsserted(() -> assertThat(daemon.watcher.states().getFirst().error()).isNotEmpty());
    GitFixture other = GitFixture.withWorkTree(at("other"));
    other.commit("first of another");
    Files.move(at("other"), at("app.git"));
    await().untilAsserted(() -> assertThat(daemon.watcher.states().getFirst().error()).isEmpty());
    String commit = new GitFixture(at("app.git")).commit("second of another");
    assertThat(daemon.next(0).to()).isEqualTo(commit);
    assertThat(daemon.settled()).containsExactly("push refs/heads/main");
  }

  @Test
  public void aLinkThatIsSetAnewIsFollowed() throws IOException {
    GitFixture other = GitFixture.withWorkTree(at("other"));
    other.commit("first of another");
    Files.createSymbolicLink(at("link"), at("app.git"));
    daemon.watcher.unwatch(at("app.git"));
    daemon.watch(at("link"));
    Files.createSymbolicLink(at("fresh"), at("other"));
    Files.move(at("fresh"), at("link"), StandardCopyOption.REPLACE_EXISTING);
    await().untilAsserted(() -> assertThat(state().name()).isEqualTo("other"));
    String commit = other.commit("second of another");
    assertThat(daemon.next(0).to()).isEqualTo(commit);
    move("refs/heads/main", "nobody looks there", first);
    assertThat(daemon.settled()).containsExactly("push refs/heads/main");
  }

  /** As {@code git refs migrate} does, which not every git has. */
  @Test
  public void refsInTablesAreSeenAlsoWhenTheyAreConvertedMeanwhile() throws IOException {
    String second = git.commitObject("second", first);
    try (FileRepository repository = new FileRepository(at("app.git").toFile())) {
      repository.convertRefStorage("reftable", false, false);
    }
    await().until(() -> Files.isDirectory(at("app.git").resolve("reftable")));
    assertThat(daemon.settled()).isEmpty();
    try (FileRepository repository = new FileRepository(at("app.git").toFile())) {
      RefUpdate update = repository.updateRef("refs/heads/main");
      update.setNewObjectId(ObjectId.fromString(second));
      assertThat(update.update()).isEqualTo(RefUpdate.Result.FAST_FORWARD);
    }
    assertThat(daemon.next(0).to()).isEqualTo(second);
    assertThat(daemon.settled()).containsExactly("push refs/heads/main");
    assertThat(state().error()).isEmpty();
  }

  private RepositoryState state() {
    return daemon.watcher.states().getFirst();
  }

  @Test
  public void aRepositoryNamedByTwoPathsIsWatchedOnce() throws IOException {
    Files.createSymbolicLink(at("link"), at("app.git"));
    daemon.watch(at("link"));
    String second = move("refs/heads/main", "second", first);
    daemon.next(0);
    assertThat(daemon.settled()).containsExactly("push refs/heads/main");
    assertThat(daemon.watcher.states())
        .singleElement()
        .satisfies(state -> assertThat(state.error()).isEmpty());
    daemon.watcher.unwatch(at("app.git"));
    move("refs/heads/main", "third", second);
    assertThat(daemon.next(1).message()).startsWith("third");
    assertThat(daemon.watcher.states()).extracting(RepositoryState::path).contains(at("link"));
  }

  @Test
  public void aRefWhoseNameIsNotUtf8IsNamedAndTheOthersAreTold() throws Exception {
    Process odd =
        new ProcessBuilder(
                "sh", "-c", "git update-ref \"refs/heads/$(printf 'caf\\351')\" " + first)
            .directory(at("app.git").toFile())
            .start();
    assertThat(odd.waitFor()).isZero();
    git.run("update-ref", "refs/heads/caf\u00e9", first);
    assertThat(daemon.next(0).branch()).isEqualTo("caf\u00e9");
    git.run("pack-refs", "--all");
    assertThat(daemon.settled()).hasSize(1);
    assertThat(daemon.watcher.states().getFirst().warning()).contains("refs/heads/caf\uFFFD");
    assertThat(daemon.watcher.states().getFirst().error()).isEmpty();
    git.run("update-ref", "--no-deref", "-d", "refs/heads/main");
    daemon.next(1);
  }

  @Test
  public void aCommitTooLargeToReadKeepsNothingElseBack() {
    String tree = git.withInput("", "mktree");
    String huge = git.withInput("x".repeat(9 << 20), "commit-tree", tree, "-p", first);
    git.run("update-ref", "refs/heads/huge", huge);
    git.run("update-ref", "refs/heads/small", first);
    assertThat(daemon.settled()).containsExactly("branch refs/heads/small");
    assertThat(daemon.watcher.states().getFirst().error()).contains("refs/heads/huge");
  }
}
