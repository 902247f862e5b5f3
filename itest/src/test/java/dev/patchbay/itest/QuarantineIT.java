package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;

import dev.patchbay.api.event.JobDenied;
import dev.patchbay.itest.fixture.steward.Steward;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** An instance of a plugin is barred as a whole, whichever of its services did not come back. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class QuarantineIT {
  @Inject private BundleContext context;

  @Configuration
  public Option[] framework() {
    Scratch scratch = Scratch.empty("quarantine");
    Fixtures.bundle(Steward.class, "1.0.0", scratch.jars());
    return new Option[] {
      composite(Framework.of(scratch, "daemon: { drain: 1s }\n")),
      frameworkProperty("patchbay.hook.timeout").value("PT1S")
    };
  }

  @Test
  public void theGuardOfAnInstanceWhoseHookHangsDenies() {
    Inside daemon = Inside.of(context);
    daemon.drop("steward", daemon.scratch().jar("steward", "1.0.0"));
    daemon.awaitVersion("steward", "1.0.0");
    assertThat(daemon.receipt(daemon.repository().push("Before")).status()).isEqualTo("succeeded");

    daemon.repository().tag("down", 1);
    await()
        .atMost(Inside.SOON)
        .until(() -> daemon.plugin("steward").orElseThrow().state().equals("quarantined"));
    assertThat(daemon.receipt(daemon.repository().push("Afterwards")).status()).isEqualTo("denied");
    assertThat(daemon.events(0))
        .filteredOn(event -> event instanceof JobDenied)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(((JobDenied) event).guard()).isEqualTo("steward");
              assertThat(((JobDenied) event).reason()).contains("given up");
            });
  }
}
