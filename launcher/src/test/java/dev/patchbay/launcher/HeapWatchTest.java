package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** In a process of its own, with the options of the daemon. */
public class HeapWatchTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path log() {
    return folder.getRoot().toPath().resolve("patchbay.log");
  }

  private record End(int exit, String printed) {}

  @Test
  public void aHeapThatStaysFullEndsTheProcess() throws Exception {
    End end = run("hoards");
    assertThat(end.printed()).contains("patchbay: the heap is exhausted");
    assertThat(log()).content().contains("the heap is exhausted", "-Xmx");
    assertThat(end.exit()).isEqualTo(1);
  }

  @Test
  public void aThreadOfTheDaemonThatEndsForWantOfRoomEndsTheProcess() throws Exception {
    End end = run("loses");
    assertThat(end.printed()).contains("a thread of the daemon ended");
    assertThat(log()).content().contains("the heap is exhausted", "-Xmx");
    assertThat(end.exit()).isEqualTo(1);
  }

  @Test
  public void bigAllocationsThatAreSurvivedDoNot() throws Exception {
    End end = run("gulps");
    assertThat(end.printed()).contains("gulps failed often").doesNotContain("exhausted");
    assertThat(end.exit()).isZero();
  }

  private End run(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Hoarder.class.getName(),
                what,
                log().toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new End(process.exitValue(), printed);
  }
}
