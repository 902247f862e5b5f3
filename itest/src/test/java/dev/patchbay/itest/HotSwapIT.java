package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Event;
import dev.patchbay.itest.fixture.recorder.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.junit.After;
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
import org.osgi.framework.wiring.BundleWiring;

/** Plugins come, change and go while events flow. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotSwapIT {
  private static final int SOME = 4;

  @Inject private BundleContext context;
  private Inside daemon;

  @Configuration
  public Option[] framework() {
    Scratch scratch = Scratch.empty("hot-swap");
    for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
      Fixtures.bundle(Recorder.class, version, scratch.jars());
    }
    return Framework.of(scratch, "plugins: { recorder: { file: " + scratch.recorded() + " } }\n");
  }

  @Before
  public void waitForTheDaemon() throws IOException {
    daemon = Inside.of(context);
    Files.deleteIfExists(daemon.scratch().recorded());
  }

  @After
  public void takeTheRecorderOut() throws BundleException {
    if (Files.exists(daemon.scratch().plugins().resolve("recorder.jar"))) {
      daemon.delete("recorder");
    }
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getSymbolicName().equals("dev.patchbay.itest.recorder")
          && bundle.getLocation().equals("itest")) {
        bundle.uninstall();
      }
    }
    daemon.awaitGone("recorder");
  }

  @Test
  public void nothingIsLostWhileJarsAreDroppedReplacedAndDeleted() {
    try (Pushes pushes = new Pushes(daemon.repository())) {
      daemon.drop("recorder", jar("1.0.0"));
      daemon.awaitVersion("recorder", "1.0.0");
      pushes.awaitMore(SOME);
      daemon.drop("recorder", jar("1.1.0"));
      daemon.awaitVersion("recorder", "1.1.0");
      pushes.awaitMore(SOME);
      daemon.delete("recorder");
      daemon.awaitGone("recorder");
      int before = daemon.recorded().size();
      pushes.awaitMore(SOME);
      assertThat(daemon.recorded()).as("told after it was deleted").hasSize(before);
      daemon.drop("recorder", jar("1.2.0"));
      daemon.awaitVersion("recorder", "1.2.0");
      pushes.awaitMore(SOME);
    }
    everyEventWasDeliveredOnceInOrder();
    versionsFollowOneAnother("1.0.0", "1.1.0", "1.2.0");
  }

  @Test
  public void nothingIsLostWhileBundlesAreInstalledUpdatedAndUninstalled() throws Exception {
    try (Pushes pushes = new Pushes(daemon.repository())) {
      Bundle bundle = install("1.0.0");
      pushes.awaitMore(SOME);
      try (InputStream next = Files.newInputStream(jar("1.1.0"))) {
        bundle.update(next);
      }
      daemon.awaitVersion("recorder", "1.1.0");
      pushes.awaitMore(SOME);
      bundle.uninstall();
      int before = daemon.recorded().size();
      pushes.awaitMore(SOME);
      assertThat(daemon.recorded()).as("told after it was uninstalled").hasSize(before);
      install("1.2.0");
      pushes.awaitMore(SOME);
    }
    everyEventWasDeliveredOnceInOrder();
    versionsFollowOneAnother("1.0.0", "1.1.0", "1.2.0");
  }

  @Test
  public void theClassLoaderIsCollectedAfterUninstall() throws Exception {
    Bundle bundle = install("1.0.0");
    daemon.repository().push("Something to tell");
    await().atMost(Inside.SOON).until(() -> !daemon.recorded().isEmpty());
    WeakReference<ClassLoader> loader =
        new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    assertThat(loader.get()).isNotNull();
    bundle.uninstall();
    daemon.awaitGone("recorder");
    await()
        .atMost(Inside.SOON)
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
  }

  private Bundle install(String version) throws Exception {
    try (InputStream jar = Files.newInputStream(jar(version))) {
      Bundle bundle = context.installBundle("itest", jar);
      bundle.start();
      daemon.awaitVersion("recorder", version);
      return bundle;
    }
  }

  private Path jar(String version) {
    return daemon.scratch().jar("recorder", version);
  }

  /** Waits for the end of all runs, then compares what was told with what is in the log. */
  private void everyEventWasDeliveredOnceInOrder() {
    assertThat(daemon.recorded()).isNotEmpty();
    long first = daemon.recorded().getFirst().seq();
    await()
        .atMost(Inside.SOON)
        .untilAsserted(
            () ->
                assertThat(daemon.recorded())
                    .extracting(Recorded::seq)
                    .containsExactlyElementsOf(
                        daemon.events(first - 1).stream().map(Event::seq).toList()));
    assertThat(daemon.recorded())
        .filteredOn(recorded -> recorded.name().equals("event:detected"))
        .as("pushes")
        .hasSizeGreaterThan(3);
  }

  private void versionsFollowOneAnother(String... versions) {
    assertThat(daemon.recorded().stream().map(Recorded::version).toList().stream().distinct())
        .containsExactly(versions);
    assertThat(daemon.recorded()).isSortedAccordingTo((a, b) -> a.version().compareTo(b.version()));
  }
}
