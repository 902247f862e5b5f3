package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

/** When a process began. */
public class ProcessStartTest {
  @Test
  public void isExactToTheUnitsOfTheKernel() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/uptime")));
    Instant before = Instant.now();
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      assertThat(ProcessStart.of(process.toHandle()))
          .isBetween(before.minusMillis(25), Instant.now().plusMillis(25));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  public void nameOfTheProcessMayHoldAnything() {
    String stat = "7 (a ) b (c) S 1 7 7 0 -1 4 1 0 0 0 0 0 0 0 20 0 1 0 116990 31 39 1";
    assertThat(ProcessStart.age(stat, "1170.95 10078.52\n")).isEqualTo(Duration.ofMillis(1_050));
  }

  @Test
  public void otherTextIsNoAge() {
    assertThatThrownBy(() -> ProcessStart.age("7 (short) S 1", "1170.95 10078.52\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
