package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.api.query.Integrations;
import dev.patchbay.api.query.Records;
import dev.patchbay.itest.fixture.curious.Curious;
import dev.patchbay.itest.fixture.recorder.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** What a plugin sees of the services of another, by every way that the framework knows. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class WallsIT {
  private static final String RECORDER = "dev.patchbay.itest.recorder";
  private static final String CURIOUS = "dev.patchbay.itest.curious";

  @Inject private BundleContext context;
  private Inside daemon;

  @Configuration
  public Option[] framework() {
    Scratch scratch = Scratch.empty("walls");
    Fixtures.bundle(Recorder.class, "1.0.0", scratch.jars());
    Fixtures.bundle(Recorder.class, "2.0.0", scratch.jars());
    Fixtures.bundle(Curious.class, "1.0.0", scratch.jars());
    return Framework.of(
        scratch,
        """
        plugins:
          recorder: { file: RECORDED }
          curious: { file: SEEN }
        """
            .replace("RECORDED", scratch.recorded().toString())
            .replace("SEEN", seen(scratch).toString()));
  }

  private static Path seen(Scratch scratch) {
    return scratch.folder().resolve("seen.txt");
  }

  @Before
  public void plug() {
    daemon = Inside.of(context);
    for (String plugin : List.of("recorder", "curious")) {
      daemon.drop(plugin, daemon.scratch().jar(plugin, "1.0.0"));
      daemon.awaitVersion(plugin, "1.0.0");
    }
  }

  @Test
  public void aPluginFindsAndIsToldOfNothingThatOthersPublish() throws Exception {
    BundleContext curious = contextOf(CURIOUS);
    assertThat(curious.getServiceReference(EventHook.class)).isNull();
    assertThat(publishers(curious, EventHook.class)).isEmpty();
    assertThat(curious.getAllServiceReferences(EventHook.class.getName(), null)).isNull();
    assertThat(publishers(curious, QualityGate.class)).as("its own").containsExactly(CURIOUS);
    // By name, and without one.
    List<ServiceEvent> told = listen(curious, "(objectClass=" + EventHook.class.getName() + ")");
    List<ServiceEvent> toldOfAll = listen(curious, null);
    List<ServiceEvent> others = listen(context, "(objectClass=" + EventHook.class.getName() + ")");
    ServiceTracker<?, ?> tracker = new ServiceTracker<>(curious, EventHook.class, null);
    tracker.open(true);
    try {
      daemon.drop("recorder", daemon.scratch().jar("recorder", "2.0.0"));
      daemon.awaitVersion("recorder", "2.0.0");
      await().atMost(Inside.SOON).until(() -> types(others).contains(ServiceEvent.UNREGISTERING));
      assertThat(types(others)).contains(ServiceEvent.REGISTERED);
      assertThat(told).isEmpty();
      assertThat(toldOfAll)
          .noneMatch(one -> isOf(one.getServiceReference(), EventHook.class.getName()));
      assertThat(tracker.getTrackingCount()).isZero();
    } finally {
      tracker.close();
    }
  }

  @Test
  public void whatAPluginRefersToIsCoresAndNobodyElses() throws Exception {
    assertThat(Files.readString(seen(daemon.scratch())))
        .contains("recorder", "curious")
        .endsWith("hooks []");
    BundleContext curious = contextOf(CURIOUS);
    assertThat(curious.getServiceReference(Records.class)).isNotNull();
    assertThat(curious.getServiceReference(Integrations.class)).isNotNull();
  }

  @Test
  public void coreAndTheShellSeeAll() throws Exception {
    for (String bundle : List.of("dev.patchbay.core", "org.apache.felix.gogo.runtime")) {
      assertThat(publishers(contextOf(bundle), EventHook.class)).as(bundle).contains(RECORDER);
      assertThat(publishers(contextOf(bundle), QualityGate.class)).as(bundle).contains(CURIOUS);
    }
  }

  private static List<Integer> types(List<ServiceEvent> events) {
    return events.stream().map(ServiceEvent::getType).toList();
  }

  private static List<ServiceEvent> listen(BundleContext by, String filter)
      throws InvalidSyntaxException {
    List<ServiceEvent> told = new CopyOnWriteArrayList<>();
    by.addServiceListener(told::add, filter);
    return told;
  }

  private static boolean isOf(ServiceReference<?> reference, String type) {
    return Arrays.asList((String[]) reference.getProperty("objectClass")).contains(type);
  }

  private static List<String> publishers(BundleContext by, Class<?> type)
      throws InvalidSyntaxException {
    ServiceReference<?>[] found = by.getServiceReferences(type.getName(), null);
    return found == null
        ? List.of()
        : Arrays.stream(found).map(each -> each.getBundle().getSymbolicName()).toList();
  }

  private BundleContext contextOf(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(each -> symbolicName.equals(each.getSymbolicName()))
        .map(Bundle::getBundleContext)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
