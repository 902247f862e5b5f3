package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PushHookTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private GitFixture git;
  private GitFixture clone;
  private WatcherFixture daemon;

  @Before
  public void cloneABareRepository() {
    git = GitFixture.bare(at("app.git"));
    git.run("update-ref", "refs/heads/main", git.commitObject("first"));
    git.run("clone", "-q", ".", at("clone").toString());
    clone = new GitFixture(at("clone"));
    daemon = new WatcherFixture(folder.getRoot().toPath());
  }

  @After
  public void stop() {
    daemon.close();
  }

  private Path at(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private void push(int times) {
    for (int i = 0; i < times; i++) {
      clone.commit("change " + i);
      clone.run("push", "-q", "origin", "main");
    }
  }

  private List<String> subjects() {
    return daemon.events().stream().map(GitEvent::message).map(String::strip).toList();
  }

  @Test
  public void eachPushIsSeenByItself() {
    PushHook.install(daemon.repositories.open(at("app.git")));
    daemon.watch(at("app.git"));
    push(5);
    daemon.next(4);
    assertThat(daemon.settled()).hasSize(5);
    assertThat(subjects())
        .containsExactly("change 0", "change 1", "change 2", "change 3", "change 4");
    assertThat(at("app.git/patchbay/pushes")).isEmptyDirectory();
  }

  @Test
  public void pushesWhileTheDaemonIsDownAreToldOneByOne() {
    PushHook.install(daemon.repositories.open(at("app.git")));
    daemon.watch(at("app.git"));
    daemon.close();
    push(3);
    daemon = new WatcherFixture(folder.getRoot().toPath()).watch(at("app.git"));
    assertThat(subjects()).endsWith("change 0", "change 1", "change 2");
  }

  @Test
  public void aHookInstalledWhileWatchingIsHeeded() {
    daemon.watch(at("app.git"));
    PushHook.install(daemon.repositories.open(at("app.git")));
    push(1);
    daemon.next(0);
    assertThat(daemon.settled()).hasSize(1);
    assertThat(at("app.git/patchbay/pushes")).isEmptyDirectory();
  }

  @Test
  public void aChangeWithoutAPushIsToldToo() {
    PushHook.install(daemon.repositories.open(at("app.git")));
    daemon.watch(at("app.git"));
    git.run("update-ref", "refs/heads/direct", git.commitObject("direct"));
    assertThat(daemon.next(0).branch()).isEqualTo("direct");
  }

  @Test
  public void theHookThatWasThereIsStillCalledWithItsInput() throws IOException {
    Path old = at("app.git/hooks/post-receive");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "#!/bin/sh\ncat > seen-by-old\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
    Repo repo = daemon.repositories.open(at("app.git"));
    PushHook.install(repo);
    PushHook.install(repo);
    daemon.watch(at("app.git"));
    push(1);
    daemon.next(0);
    assertThat(at("app.git/seen-by-old"))
        .content()
        .contains(git.run("rev-parse", "main") + " refs/heads/main");
  }

  @Test
  public void whatNoHookWritesIsLeftOut() throws IOException {
    PushHook.install(daemon.repositories.open(at("app.git")));
    daemon.watch(at("app.git"));
    String main = git.run("rev-parse", "main");
    String nobody = "1".repeat(40);
    Files.writeString(
        at("app.git/patchbay/pushes/1.push"),
        "rubbish\n%s %s refs/heads/main\n%s %s refs/heads/x\n"
            .formatted(main, nobody, "0".repeat(40), nobody));
    assertThat(daemon.settled()).isEmpty();
    assertThat(at("app.git/patchbay/pushes")).isEmptyDirectory();
  }

  @Test
  public void aFolderOfHooksThatDependsOnWhoPushesIsRefused() {
    Repo repo = daemon.repositories.open(at("app.git"));
    git.run("config", "core.hooksPath", "~/hooks");
    assertThatThrownBy(() -> PushHook.install(repo)).hasMessageContaining("~/hooks");
    assertThat(at("app.git/~")).doesNotExist();
  }

  @Test
  public void aFolderThatCannotBeWrittenIsNamedWithTheReason() throws Exception {
    Path hooks = at("app.git/hooks");
    Files.move(hooks, at("aside"));
    Files.createSymbolicLink(hooks, hooks); // nobody can write there, not even root
    Repo repo = daemon.repositories.open(at("app.git"));
    assertThatThrownBy(() -> PushHook.install(repo))
        .hasMessageStartingWith("cannot install " + hooks.resolve("post-receive") + ": ")
        .hasMessageContaining("something else is there")
        .hasMessageContaining("let the user of the daemon write there");
  }

  @Test
  public void aHookThatCannotBeKeptStaysAndNothingElseIsLeft() throws IOException {
    Path hooks = Files.createDirectories(at("app.git/hooks"));
    Files.writeString(hooks.resolve("post-receive"), "mine");
    Files.writeString(hooks.resolve("post-receive.before-patchbay"), "older");
    Repo repo = daemon.repositories.open(at("app.git"));
    assertThatThrownBy(() -> PushHook.install(repo)).hasMessageContaining("remove or join them");
    assertThat(hooks.resolve("post-receive")).hasContent("mine");
    assertThat(hooks).isDirectoryNotContaining("glob:**.new");
  }
}
