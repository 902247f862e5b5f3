package dev.patchbay.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.core.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LaunchersTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final String home = UUID.randomUUID().toString();
  private final Launchers launchers = new Launchers(new Processes(), Map::of);

  @Test
  public void theBuiltInOnesAreFoundByName() throws Exception {
    assertThat(launchers.names()).containsExactly("subprocess", "mock");
    assertThat(launchers.find("subprocess").name()).isEqualTo("subprocess");
    assertThat(launchers.find("mock").name()).isEqualTo("mock");
  }

  @Test
  public void aPluginsLauncherIsFoundWhileItIsThereAndCannotReplaceABuiltInOne() throws Exception {
    Launcher plugged = new MockLauncher();
    Map<String, Launcher> now = new HashMap<>();
    Launchers all = new Launchers(new Processes(), () -> now);
    assertThatThrownBy(() -> all.find("container")).isInstanceOf(LauncherException.class);
    now.put("container", plugged);
    now.put("subprocess", plugged);
    assertThat(all.find("container")).isSameAs(plugged);
    assertThat(all.find("subprocess")).isNotSameAs(plugged);
  }

  @Test
  public void anUnknownNameIsAnErrorThatNamesTheNearest() {
    assertThatThrownBy(() -> launchers.find("subproces"))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("'subproces'")
        .hasMessageContaining("did you mean 'subprocess'");
  }

  @Test
  public void whatAKilledDaemonLeftOfUnfinishedRunsIsEndedAndNothingElse() throws Exception {
    // The same processes seen by another instance, which never started any: a daemon after a crash.
    Launcher before = new Launchers(new Processes(), Map::of).find("subprocess");
    WorkerHandle recorded = before.spawn(spec("w1", "run-1"));
    WorkerHandle unrecorded = before.spawn(spec("w2", "run-2"));
    WorkerHandle finished = before.spawn(spec("w3", "run-3"));
    await().until(() -> before.find(home).size() == 3);
    launchers.endLeft(home, List.of("run-2" + home), List.of(recorded));
    assertThat(before.await(recorded, Duration.ofSeconds(5)).exitCode()).isEqualTo(143);
    assertThat(before.await(unrecorded, Duration.ofSeconds(5)).exitCode()).isEqualTo(143);
    assertThat(before.find(home)).extracting(WorkerHandle::worker).containsExactly("w3");
    before.end(finished, Duration.ofSeconds(5));
  }

  private WorkerSpec spec(String worker, String run) {
    Path directory = folder.getRoot().toPath();
    return new WorkerSpec(
        worker,
        run + home,
        "build",
        1,
        "",
        home,
        List.of("sleep", "600"),
        directory,
        Map.of("PATH", "/usr/bin:/bin"),
        Duration.ofMinutes(1),
        directory.resolve("log"));
  }
}
