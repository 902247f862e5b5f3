package dev.patchbay.itest.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Assume;
import org.junit.Test;

/** Only with {@code -Ptorture}; a thousand updates by bench/torture. */
public class UpdatesIT {
  @Test
  public void eachEventIsDeliveredOnceWhileThePluginIsUpdatedAllTheTime() throws Exception {
    int updates = Integer.getInteger("torture.updates", 0);
    Assume.assumeTrue("only with -Ptorture", updates > 0);
    Path folder = Torture.fresh(Path.of("target/itest/updates").toAbsolutePath());
    Updates.Outcome outcome = new Updates(folder, 1).play(updates);
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.versions()).isEqualTo(3);
    assertThat(outcome.deliveries()).isGreaterThanOrEqualTo(updates * 10);
  }
}
