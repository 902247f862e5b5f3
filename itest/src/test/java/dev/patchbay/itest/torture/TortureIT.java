package dev.patchbay.itest.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Test;

/** A few kills in each build, more with {@code -Ptorture}, a thousand by bench/torture. */
public class TortureIT {
  @Test
  public void whatWasAcknowledgedOutlivesSigkillAtAnyMoment() throws Exception {
    int kills = Integer.getInteger("torture.kills", 3);
    long seed = System.currentTimeMillis() % 1_000_000;
    Account account = Torture.act(Path.of("target/itest/torture").toAbsolutePath(), seed, kills);
    assertThat(account.findings()).as("bench/torture --seed %d: %s", seed, account).isEmpty();
    assertThat(account.pushes()).isPositive();
    assertThat(account.deliveries()).isPositive();
  }
}
