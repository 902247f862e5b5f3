package dev.patchbay.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MockLauncherTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void nothingIsRunAndWhatWouldBeIsRecordedWithoutSecrets() throws Exception {
    Path directory = folder.getRoot().toPath();
    Path log = directory.resolve("runs/r/deploy.log");
    MockLauncher launcher = new MockLauncher();
    WorkerHandle worker =
        launcher.spawn(
            new WorkerSpec(
                "w1",
                "r",
                "deploy",
                1,
                "",
                "home",
                List.of("touch", "ran"),
                directory,
                Map.of("TOKEN", "s3cret"),
                Duration.ofSeconds(1),
                log));
    assertThat(launcher.await(worker, Duration.ZERO).exitCode()).isEqualTo(0);
    assertThat(directory.resolve("ran")).doesNotExist();
    assertThat(launcher.output(worker, 0).text())
        .contains("[touch, ran]", directory.toString(), "TOKEN")
        .doesNotContain("s3cret");
    assertThat(launcher.find("home")).isEmpty();
  }
}
