package dev.patchbay.core.rails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Inspection;
import dev.patchbay.core.board.PluginState;
import dev.patchbay.core.framework.BoardFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** What a plugin sees of the framework; its libraries are stood in for by the fixtures' package. */
public class SightTest {
  private static final String LIBRARY = "dev.patchbay.fixture.probe";

  @Rule public final BoardFixture fixture = new BoardFixture();

  private @Nullable Rails rails;

  @Before
  public void start() {
    rails = new Rails(fixture.framework().context(), Inspection::plugin);
    Objects.requireNonNull(rails).start();
  }

  @After
  public void close() {
    Objects.requireNonNull(rails).close();
  }

  @Test
  public void theJdkOsgiTheLogAndTheApiAreOpen() throws Exception {
    Bundle plugin =
        install(
            plugin("open", "1.0.0"),
            "Import-Package",
            "java.util,javax.net.ssl,org.w3c.dom,org.xml.sax,org.osgi.framework,org.slf4j,"
                + "dev.patchbay.api.event,org.jspecify.annotations,org.osgi.service.component");
    plugin.start();
    assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  public void aLibraryOfTheDaemonIsNotAndThePluginIsToldToEmbedIt() throws Exception {
    Bundle plugin = install(plugin("greedy", "1.0.0"), "Import-Package", LIBRARY);
    Arrival arrival = plug(plugin);
    assertThat(arrival.accepted()).isFalse();
    assertThat(fixture.info("greedy").state()).isEqualTo("discovered");
    assertThat(fixture.info("greedy").reason())
        .isEqualTo(
            "needs package dev.patchbay.fixture.probe, which the daemon has for itself:"
                + " embed the library that it is of (docs/plugin-guide.md, Imports)");
    assertThat(plugin.getState()).isEqualTo(Bundle.INSTALLED);
  }

  @Test
  public void whatIsOptionalIsJustNotThere() throws Exception {
    Bundle plugin =
        install(plugin("modest", "1.0.0"), "Import-Package", LIBRARY + ";resolution:=optional");
    plugin.start();
    assertThat(plugin.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(finds(plugin, LIBRARY + ".Probe")).isFalse();
  }

  @Test
  public void aDynamicImportSeesNoMoreThanAnother() throws Exception {
    Bundle plugin = install(plugin("dynamic", "1.0.0"), "DynamicImport-Package", "*");
    plugin.start();
    assertThat(finds(plugin, "org.slf4j.Logger")).isTrue();
    assertThat(finds(plugin, LIBRARY + ".Probe")).isFalse();
  }

  @Test
  public void whatIsNoPluginSeesAll() throws Exception {
    Bundle tool = install(manifest("tool", "1.0.0"), "DynamicImport-Package", "*");
    tool.start();
    assertThat(finds(tool, LIBRARY + ".Probe")).isTrue();
  }

  @Test
  public void packagesAndBundlesOfOtherPluginsAreTheirs() throws Exception {
    install(plugin("owner", "1.0.0"), "Export-Package", "shared.things").start();
    Bundle taker = install(plugin("taker", "1.0.0"), "Import-Package", "shared.things");
    assertThat(plug(taker).reason())
        .contains("package shared.things, which the plugin owner has for itself: embed");
    Bundle clinger = install(plugin("clinger", "1.0.0"), "Require-Bundle", "test.owner");
    assertThat(plug(clinger).reason())
        .contains("bundle test.owner, which the plugin owner has for itself: import the packages");
    Bundle all = install(plugin("all", "1.0.0"), "Require-Bundle", "system.bundle");
    assertThat(plug(all).state()).isEqualTo(PluginState.DISCOVERED);
    Bundle self =
        install(plugin("self", "1.0.0"), "Export-Package", "mine", "Import-Package", "mine");
    self.start();
    assertThat(self.getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  public void twoVersionsOfASingletonRunSideBySide() throws Exception {
    Bundle first = install(singleton("1.0.0"));
    Bundle second = install(singleton("2.0.0"));
    first.start();
    second.start();
    assertThat(first.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(second.getState()).isEqualTo(Bundle.ACTIVE);
  }

  private static boolean finds(Bundle bundle, String type) {
    try {
      return bundle.loadClass(type) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private Arrival plug(Bundle bundle) throws Exception {
    return fixture.board().plug(bundle).get(30, TimeUnit.SECONDS);
  }

  private static Manifest manifest(String name, String version) {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "test." + name);
    headers.putValue("Bundle-Version", version);
    return manifest;
  }

  private static Manifest plugin(String name, String version) {
    Manifest manifest = manifest(name, version);
    manifest
        .getMainAttributes()
        .putValue("Provide-Capability", "dev.patchbay.plugin;name=\"" + name + "\"");
    return manifest;
  }

  private static Manifest singleton(String version) {
    Manifest manifest = plugin("only", version);
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "test.only;singleton:=true");
    return manifest;
  }

  private Bundle install(Manifest manifest, String... headers) throws Exception {
    for (int i = 0; i < headers.length; i += 2) {
      manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
    }
    Path jar = Files.createTempFile(fixture.home(), "fixture", ".jar");
    write(jar, manifest);
    return fixture.framework().install(jar);
  }

  private static void write(Path jar, Manifest manifest) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
  }
}
