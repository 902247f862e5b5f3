package dev.patchbay.api;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.Test;

/** What bnd makes of the annotations, since the daemon believes the manifest and nothing else. */
public class ManifestTest {

  @Plugin(name = "webhook-alerts", description = "Posts failed jobs to a chat webhook")
  static final class BlueGreen {}

  @Plugin(name = "metrics", update = Plugin.Update.REPLACE)
  static final class Replaced {}

  @Test
  public void aPluginBecomesACapabilityOfItsBundle() throws Exception {
    String capabilities = manifest("BlueGreen").getValue("Provide-Capability");
    assertThat(capabilities)
        .contains("dev.patchbay.plugin;")
        .contains("name=webhook-alerts")
        .contains("description=\"Posts failed jobs to a chat webhook\"");
  }

  @Test
  public void aPluginThatOwnsAPortSaysSoInItsCapability() throws Exception {
    assertThat(manifest("Replaced").getValue("Provide-Capability"))
        .contains("name=metrics", "update=REPLACE");
  }

  @Test
  public void everyPackageOfTheApiIsExportedWithItsVersion() throws Exception {
    Manifest own = new Manifest();
    try (InputStream in =
        Files.newInputStream(location(Plugin.class).toPath().resolve("META-INF/MANIFEST.MF"))) {
      own.read(in);
    }
    String exports = own.getMainAttributes().getValue("Export-Package");
    for (String name : Api.classes().stream().map(Class::getPackageName).distinct().toList()) {
      assertThat(exports).contains(name + ";version=\"1.0.0\"");
    }
  }

  private static Attributes manifest(String plugin) throws Exception {
    try (Builder builder = new Builder()) {
      builder.addClasspath(location(ManifestTest.class));
      builder.addClasspath(location(Plugin.class));
      builder.setProperty("Bundle-SymbolicName", "dev.patchbay.sample");
      builder.setProperty("-includeresource", className(plugin) + "=" + classFile(plugin));
      try (Jar jar = builder.build()) {
        assertThat(builder.getErrors()).isEmpty();
        return jar.getManifest().getMainAttributes();
      }
    }
  }

  private static String className(String plugin) {
    return "dev/patchbay/api/ManifestTest$" + plugin + ".class";
  }

  private static String classFile(String plugin) throws Exception {
    return new File(location(ManifestTest.class), className(plugin)).getPath();
  }

  private static File location(Class<?> type) throws Exception {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
