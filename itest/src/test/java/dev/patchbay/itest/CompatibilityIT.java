package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.itest.fixture.troublemaker.Troublemaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Plugins that were built against another API than the one that runs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CompatibilityIT {
  @Inject private BundleContext context;
  private Inside daemon;

  @Configuration
  public Option[] framework() throws IOException {
    Scratch scratch = Scratch.empty("compatibility");
    // Built once against API 1.0 and never again, see the README beside it.
    Files.copy(Path.of("fixtures/recorder-1.0.0.jar"), scratch.jar("recorder", "1.0.0"));
    Fixtures.bundle(
        Troublemaker.class, "1.0.0", scratch.jars(), "dev.patchbay.api.hook;version=\"[2,3)\",*");
    return Framework.of(
        scratch,
        "plugins:\n  recorder: { file: "
            + scratch.recorded()
            + " }\n  troublemaker: { behaviour: throws }\n");
  }

  @Before
  public void waitForTheDaemon() {
    daemon = Inside.of(context);
  }

  @Test
  public void aPluginThatWasBuiltAgainstTheFirstApiWorks() {
    daemon.drop("recorder", daemon.scratch().jar("recorder", "1.0.0"));
    daemon.awaitVersion("recorder", "1.0.0");
    String commit = daemon.repository().push("For an old plugin");
    assertThat(daemon.receipt(commit).status()).isEqualTo("succeeded");
    await()
        .atMost(Inside.SOON)
        .untilAsserted(
            () ->
                assertThat(daemon.recorded())
                    .extracting(Recorded::name)
                    .contains("event:detected", "job:before", "job:after", "receipt:write"));
  }

  @Test
  public void aPluginOfAnotherApiInTheFolderStaysUnresolvedAndSaysWhy() {
    daemon.drop("troublemaker", daemon.scratch().jar("troublemaker", "1.0.0"));
    saysWhatItNeeds();
    daemon.delete("troublemaker");
    daemon.awaitGone("troublemaker");
  }

  @Test
  public void aBundleOfAnotherApiStaysUnresolvedAndSaysWhy() throws BundleException {
    Bundle bundle =
        context.installBundle(daemon.scratch().jar("troublemaker", "1.0.0").toUri().toString());
    assertThatThrownBy(bundle::start)
        .isInstanceOfSatisfying(
            BundleException.class,
            refused -> assertThat(refused.getType()).isEqualTo(BundleException.RESOLVE_ERROR));
    assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
    saysWhatItNeeds();
    bundle.uninstall();
    daemon.awaitGone("troublemaker");
  }

  private void saysWhatItNeeds() {
    await()
        .atMost(Inside.SOON)
        .untilAsserted(
            () ->
                assertThat(daemon.plugin("troublemaker"))
                    .hasValueSatisfying(
                        plugin -> {
                          assertThat(plugin.state()).isEqualTo("discovered");
                          assertThat(plugin.reason())
                              .contains("dev.patchbay.api.hook [2.0.0,3.0.0)")
                              .contains("there is only 1.");
                        }));
  }
}
