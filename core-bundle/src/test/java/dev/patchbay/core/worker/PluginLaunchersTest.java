package dev.patchbay.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class PluginLaunchersTest {

  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void aWorkerOfAPluginIsSpawnedFollowedAndFoundByTheNextVersionToo() throws Exception {
    fixture.plug("fleet", "1.0.0");
    Launchers launchers =
        new Launchers(new Processes(), new PluginLaunchers(fixture.board()::launchers));
    assertThat(launchers.names()).containsExactly("subprocess", "mock", "ships");
    Launcher ships = launchers.find("ships");
    Path log = fixture.home().resolve("logs/t.log");
    WorkerSpec spec =
        new WorkerSpec(
            "w1",
            "r",
            "tug",
            1,
            "",
            "home",
            List.of("true"),
            fixture.home(),
            Map.of(),
            Duration.ofMinutes(1),
            log);

    WorkerHandle worker = ships.spawn(spec);
    assertThat(worker).isEqualTo(new WorkerHandle("ships", "w1", Map.of("ship", "tug")));
    fixture.plug("fleet", "2.0.0");
    WorkerEnd end =
        new Supervisor().follow(ships, worker, Following.of(Duration.ofMinutes(1), log));
    assertThat(end).isEqualTo(new WorkerEnd(5, false, "sunk"));
    assertThat(log).hasContent("tug seen by 2.0.0");
    assertThat(ships.find("home")).extracting(WorkerHandle::launcher).containsExactly("ships");
    assertThatThrownBy(() -> ships.end(worker, Duration.ZERO))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("no such ship w1");
  }
}
