package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

public final class GivenUpTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int NICE = 18; // of /proc/PID/stat, without the name in parentheses

  @Test
  public void aCallThatSpinsForEverHasLessOfTheProcessorsThanOthers() throws Exception {
    CompletableFuture<Path> stat = new CompletableFuture<>();
    AtomicBoolean enough = new AtomicBoolean();
    try (PluginCall door = new PluginCall(SHORT)) {
      Caller caller = new Caller(new PluginId("spinning", "default"));
      Outcome<String> outcome =
          door.apart(caller, "on", SHORT, () -> spin(stat, enough))
              .answer()
              .get(30, TimeUnit.SECONDS);

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      Path thread = stat.get(30, TimeUnit.SECONDS);
      await().atMost(30, TimeUnit.SECONDS).until(() -> nice(thread), nice -> nice == 5);
      assertThat(nice(Path.of("/proc/thread-self/stat"))).isLessThan(5);
    } finally {
      enough.set(true);
    }
  }

  private static String spin(CompletableFuture<Path> stat, AtomicBoolean enough)
      throws IOException {
    stat.complete(Path.of("/proc/thread-self").toRealPath().resolve("stat"));
    while (!enough.get()) {
      Thread.onSpinWait();
    }
    return "at last";
  }

  private static int nice(Path stat) throws IOException {
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return Integer.parseInt(fields[NICE - 2]);
  }
}
