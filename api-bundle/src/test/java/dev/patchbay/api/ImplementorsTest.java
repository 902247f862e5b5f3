package dev.patchbay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** Every interface says who implements it: its users' import ranges follow from that. */
public class ImplementorsTest {
  private static final String CONSUMER = "Lorg/osgi/annotation/versioning/ConsumerType;";
  private static final String PROVIDER = "Lorg/osgi/annotation/versioning/ProviderType;";

  @Test
  public void everyInterfaceIsEitherForPluginsOrForTheDaemonToImplement() throws Exception {
    Map<String, String> roles = new TreeMap<>();
    for (Class<?> type : Api.classes()) {
      if (type.isInterface() && !type.isAnnotation()) {
        roles.put(type.getSimpleName(), role(type));
      }
    }
    assertThat(roles)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("Event", "daemon"),
                Map.entry("GitEvent", "daemon"),
                Map.entry("JobFinished", "daemon"),
                Map.entry("Records", "daemon"),
                Map.entry("Integrations", "daemon"),
                Map.entry("Integration", "plugin"),
                Map.entry("EventHook", "plugin"),
                Map.entry("JobGuard", "plugin"),
                Map.entry("QualityGate", "plugin"),
                Map.entry("WorkerLauncher", "plugin"),
                Map.entry("BriefSource", "plugin"),
                Map.entry("ReceiptArchive", "plugin")));
  }

  @Test
  public void whatPluginsImplementHasOneToEightMethods() throws Exception {
    for (Class<?> type : Api.classes()) {
      if (type.isInterface() && !type.isAnnotation() && role(type).equals("plugin")) {
        assertThat(type.getDeclaredMethods()).as(type.getName()).hasSizeBetween(1, 8);
      }
    }
  }

  /** The annotations are for tools alone and not seen by reflection: the class file names them. */
  private static String role(Class<?> type) throws Exception {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      boolean consumer = bytes.contains(CONSUMER);
      boolean provider = bytes.contains(PROVIDER);
      assertThat(consumer ^ provider).as("%s has exactly one role", type).isTrue();
      return consumer ? "plugin" : "daemon";
    }
  }
}
