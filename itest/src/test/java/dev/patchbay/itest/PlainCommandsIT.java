package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.query.Records;
import dev.patchbay.itest.fixture.curious.Curious;
import dev.patchbay.itest.fixture.patient.Patient;
import dev.patchbay.itest.fixture.recorder.Recorder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
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
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** The framework's own commands for a plugin that is being called, and whom an update touches. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PlainCommandsIT {
  private static final String PATIENT = "dev.patchbay.itest.patient";
  private static final String RECORDER = "dev.patchbay.itest.recorder";

  @Inject private BundleContext context;
  @Inject private CommandProcessor gogo;
  private Inside daemon;

  @Configuration
  public Option[] framework() {
    Scratch scratch = Scratch.empty("plain-commands");
    for (String version : List.of("1.0.0", "1.1.0")) {
      Fixtures.bundle(Recorder.class, version, scratch.jars());
      Fixtures.bundle(Patient.class, version, scratch.jars());
    }
    Fixtures.bundle(Curious.class, "1.0.0", scratch.jars());
    return Framework.of(scratch, yaml(scratch, scratch.recorded()));
  }

  private static String yaml(Scratch scratch, Path recorded) {
    return """
        plugins:
          recorder: { file: '%s' }
          curious: { file: '%s' }
          patient: { file: '%s', go: '%s', failures: 2 }
        """
        .formatted(
            recorded, scratch.folder().resolve("seen.txt"), said(scratch), go(scratch).toString());
  }

  private static Path said(Scratch scratch) {
    return scratch.folder().resolve("said.txt");
  }

  private static Path go(Scratch scratch) {
    return scratch.folder().resolve("go");
  }

  @Before
  public void plugIn() throws IOException {
    daemon = Inside.of(context);
    Files.deleteIfExists(said(daemon.scratch()));
    Files.deleteIfExists(go(daemon.scratch()));
    for (String plugin : List.of("recorder", "curious", "patient")) {
      daemon.drop(plugin, daemon.scratch().jar(plugin, "1.0.0"));
      daemon.awaitVersion(plugin, "1.0.0");
    }
  }

  @After
  public void takeOut() throws IOException {
    Files.writeString(go(daemon.scratch()), "");
    for (String plugin : List.of("recorder", "curious", "patient")) {
      daemon.delete(plugin);
      daemon.awaitGone(plugin);
    }
  }

  @Test
  public void aCallThatIsInWhenItsBundleIsUpdatedGoesToTheNewVersionUncounted() throws Exception {
    daemon.repository().tag("updated", 1);
    await().atMost(Inside.SOON).until(() -> said().equals(List.of("1.0.0 in updated-0")));
    shell("update " + bundle(PATIENT) + " " + daemon.scratch().jar("patient", "1.1.0").toUri());
    daemon.awaitVersion("patient", "1.1.0");
    Files.writeString(go(daemon.scratch()), "");
    // The third attempt of the new version would be the fourth, had the one cut off been counted.
    await()
        .atMost(Inside.SOON)
        .until(
            () -> said(),
            List.of(
                    "1.0.0 in updated-0",
                    "1.0.0 cut updated-0",
                    "1.1.0 in updated-0",
                    "1.1.0 fails updated-0",
                    "1.1.0 in updated-0",
                    "1.1.0 fails updated-0",
                    "1.1.0 in updated-0",
                    "1.1.0 out updated-0")
                ::equals);
    awaitServed();
  }

  @Test
  public void aCallThatIsInWhenItsBundleIsStoppedIsMadeAgainWhenItIsStarted() throws Exception {
    daemon.repository().tag("stopped", 1);
    await().atMost(Inside.SOON).until(() -> said().equals(List.of("1.0.0 in stopped-0")));
    long bundle = bundle(PATIENT);
    shell("stop " + bundle);
    await()
        .atMost(Inside.SOON)
        .until(() -> daemon.plugin("patient").orElseThrow().state().equals("stopped"));
    Files.writeString(go(daemon.scratch()), "");
    await().atMost(Inside.SOON).until(() -> said().contains("1.0.0 cut stopped-0"));
    daemon.repository().tag("meanwhile", 1);
    shell("start " + bundle);
    daemon.awaitVersion("patient", "1.0.0");
    await().atMost(Inside.SOON).until(() -> said().contains("1.0.0 out meanwhile-0"));
    assertThat(said())
        .containsSubsequence("1.0.0 cut stopped-0", "1.0.0 out stopped-0", "1.0.0 out meanwhile-0")
        .filteredOn(line -> line.contains(" out "))
        .hasSize(2);
    awaitServed();
  }

  @Test
  public void anUpdateAndOtherOptionsTouchNoOtherPluginAndNotCore() throws Exception {
    Set<Long> ids = ids();
    Object records = context.getServiceReference(Records.class).getProperty("service.id");
    List<String> touched = new CopyOnWriteArrayList<>();
    SynchronousBundleListener listener =
        event -> {
          boolean harmless =
              (event.getType() & (BundleEvent.INSTALLED | BundleEvent.LAZY_ACTIVATION)) != 0;
          if (!harmless && !RECORDER.equals(event.getBundle().getSymbolicName())) {
            touched.add(event.getType() + " " + event.getBundle());
          }
        };
    context.addBundleListener(listener);
    try {
      daemon.drop("recorder", daemon.scratch().jar("recorder", "1.1.0"));
      daemon.awaitVersion("recorder", "1.1.0");
      Path other = daemon.scratch().folder().resolve("other.txt");
      Files.writeString(daemon.scratch().configuration(), yaml(daemon.scratch(), other));
      await()
          .atMost(Inside.SOON)
          .until(
              () -> {
                daemon.repository().push("Something to tell");
                return Files.exists(other);
              });
      await().atMost(Inside.SOON).until(() -> ids().equals(ids));
      assertThat(touched).isEmpty();
    } finally {
      context.removeBundleListener(listener);
      Files.writeString(
          daemon.scratch().configuration(), yaml(daemon.scratch(), daemon.scratch().recorded()));
    }
    assertThat(context.getServiceReference(Records.class).getProperty("service.id"))
        .isEqualTo(records);
  }

  /** Of all bundles but the recorder's, which there must be one of. */
  private Set<Long> ids() {
    List<Bundle> bundles = List.of(context.getBundles());
    List<Bundle> others =
        bundles.stream().filter(one -> !RECORDER.equals(one.getSymbolicName())).toList();
    assertThat(bundles.size() - others.size()).isPositive();
    return bundles.size() - others.size() == 1
        ? Set.copyOf(others.stream().map(Bundle::getBundleId).toList())
        : Set.of();
  }

  private void awaitServed() {
    await()
        .atMost(Inside.SOON)
        .untilAsserted(
            () -> {
              assertThat(daemon.plugin("patient").orElseThrow().lag()).isZero();
              assertThat(daemon.plugin("patient").orElseThrow().failed()).isZero();
            });
  }

  private List<String> said() throws IOException {
    Path file = said(daemon.scratch());
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void shell(String command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (CommandSession session =
        gogo.createSession(new ByteArrayInputStream(new byte[0]), output, output)) {
      session.execute(command);
    }
    assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private long bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(each -> symbolicName.equals(each.getSymbolicName()))
        .filter(each -> each.getState() == Bundle.ACTIVE)
        .mapToLong(Bundle::getBundleId)
        .max()
        .orElseThrow();
  }
}
