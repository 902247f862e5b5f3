package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.itest.fixture.recorder.Recorder;
import dev.patchbay.itest.fixture.troublemaker.Troublemaker;
import java.time.Duration;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** Hooks that throw, hang or are slow, beside one that is as it should be. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class IsolationIT {
  private static final int PUSHES = 5;

  @Inject private BundleContext context;

  @Configuration
  public Option[] framework() {
    Scratch scratch = Scratch.empty("isolation");
    Fixtures.bundle(Recorder.class, "1.0.0", scratch.jars());
    Fixtures.bundle(Troublemaker.class, "1.0.0", scratch.jars());
    return Framework.of(
        scratch,
        """
        daemon: { drain: 1s }
        plugins:
          recorder: { file: FILE }
          troublemaker~throws: { behaviour: throws }
          troublemaker~slow: { behaviour: slow }
          troublemaker~hangs: { behaviour: hangs }
        """
            .replace("FILE", scratch.recorded().toString()));
  }

  @Test
  public void badHooksChangeNoJobAndDelayNoOtherHook() {
    Inside daemon = Inside.of(context);
    for (String plugin : List.of("recorder", "troublemaker")) {
      daemon.drop(plugin, daemon.scratch().jar(plugin, "1.0.0"));
      await().atMost(Inside.SOON).until(() -> daemon.plugin(plugin).isPresent());
    }
    daemon.awaitVersion("recorder", "1.0.0");
    for (String instance : List.of("throws", "slow", "hangs")) {
      daemon.awaitVersion("troublemaker~" + instance, "1.0.0");
    }
    long before = daemon.events(0).getLast().seq();
    for (int push = 1; push <= PUSHES; push++) {
      Receipt receipt = daemon.receipt(daemon.repository().push("Change " + push));
      assertThat(receipt.status()).isEqualTo("succeeded");
    }
    // The slow one is in its first calls of five seconds each, and the hanging one in its first.
    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(daemon.recorded())
                    .extracting(Recorded::seq)
                    .containsAll(daemon.events(before).stream().map(Event::seq).toList()));
    assertThat(daemon.plugin("troublemaker~slow").orElseThrow().lag()).isPositive();
    assertThat(daemon.plugin("troublemaker~hangs").orElseThrow().lag()).isPositive();
    assertThat(daemon.plugin("troublemaker~hangs").orElseThrow().delivered()).isZero();
    await()
        .atMost(Inside.SOON)
        .until(() -> daemon.plugin("troublemaker~throws").orElseThrow().failed() == PUSHES);
    assertThat(daemon.plugin("recorder").orElseThrow().failed()).isZero();
  }
}
