package dev.patchbay.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReloadTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test(timeout = 30_000)
  public void theStartWaitsForNoChangeOfTheFile() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.yaml");
    Busy busy = new Busy();
    try (Reload reload = Reload.of(file)) {
      reload.start(busy);
      assertThat(reload.trouble()).containsExactly("busy");
      assertThat(busy.asked.await(30, SECONDS)).isTrue();
      Files.writeString(file, "daemon: {}\n");
      assertThat(busy.told.await(30, SECONDS)).isTrue();
    } finally {
      busy.done.countDown();
    }
  }

  /** Applies nothing as long as its plugins are asked for other things. */
  private static final class Busy implements Reload.Changes {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    @Override
    public void ifChanged() {
      asked.countDown();
      try {
        done.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void run() {
      told.countDown();
    }

    @Override
    public List<String> trouble() {
      return List.of("busy");
    }
  }
}
