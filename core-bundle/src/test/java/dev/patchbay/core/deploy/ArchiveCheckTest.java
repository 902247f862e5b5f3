package dev.patchbay.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is found in a jar before anything of it is installed. */
public class ArchiveCheckTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Manifest manifest = new Manifest();

  @Before
  public void beAPlugin() {
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", "com.example.fine");
    header("Bundle-Version", "1.2.3");
    header("Provide-Capability", "dev.patchbay.plugin;name=fine");
    header("Export-Package", "com.example.fine;version=1.0.0,dev.patchbay.apiary,javax.example");
    entries.put("com/example/fine/..dots../A.class", bytes(10_000, 1));
    entries.put("lib/nested.jar", bytes(200_000, 1));
    entries.put("text.txt", new byte[1 << 20]);
  }

  @Test
  public void aPluginAsItShouldBeIsTaken() throws Exception {
    Path file = jar();
    PluginArchive archive = PluginArchive.read(file);
    assertThat(archive.plugin()).isEqualTo("fine");
    assertThat(archive.version()).hasToString("1.2.3");
    assertThatCode(() -> archive.checkContent(file)).doesNotThrowAnyException();
  }

  @Test
  public void entriesThatLeaveTheArchiveAreRefused() throws Exception {
    for (String name :
        new String[] {"../evil", "a/../../evil", "/etc/evil", "..\\evil", "C:\\evil", "a/.."}) {
      entries.put(name, new byte[1]);
      refused("fine.jar has an entry that leaves the archive: " + name);
      entries.remove(name);
    }
  }

  @Test
  public void twoEntriesOfOneNameAreRefused() throws Exception {
    entries.put("com/example/A.class", bytes(100, 1));
    entries.put("com/example/B.class", bytes(100, 2));
    Path file = jar();
    byte[] content = Files.readAllBytes(file);
    replace(content, "com/example/B.class", "com/example/A.class");
    Files.write(file, content);
    assertThatThrownBy(() -> PluginArchive.read(file))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("two entries of the name com/example/A.class");
  }

  @Test
  public void tooManyEntriesAreRefused() throws Exception {
    for (int i = 0; i < 65_001; i++) {
      entries.put("many/" + i, new byte[0]);
    }
    refused("has more than 65000 entries");
  }

  @Test
  public void anEntryThatUnpacksWithoutEndIsRefused() throws Exception {
    entries.put("bomb.bin", new byte[40 << 20]);
    Path file = jar();
    PluginArchive archive = PluginArchive.read(file);
    assertThatThrownBy(() -> archive.checkContent(file))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("fine.jar bomb.bin unpacks to more than 200 times its size");
  }

  /** Each byte of an entry's content, one after the other, in a jar whose directory stays whole. */
  @Test
  public void aFlippedByteBehindAWholeDirectoryIsFound() throws Exception {
    Path whole = jar();
    byte[] content = Files.readAllBytes(whole);
    int start = indexOf(content, "lib/nested.jar") + 100;
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = content.clone();
      int at = start + random.nextInt(190_000);
      damaged[at] = (byte) (damaged[at] ^ 1 << random.nextInt(8));
      Path file = Files.write(whole.resolveSibling("damaged.jar"), damaged);
      PluginArchive archive = PluginArchive.read(file);
      assertThatThrownBy(() -> archive.checkContent(file))
          .as("byte %d", at)
          .isInstanceOf(DeployException.class)
          .hasMessageMatching("damaged.jar is damaged: lib/nested.jar .*; copy or build it again");
    }
  }

  @Test
  public void aFileThatIsAnotherByNowIsNotTaken() throws Exception {
    Path file = jar();
    PluginArchive archive = PluginArchive.read(file);
    entries.put("more.txt", new byte[1]);
    jar();
    assertThatThrownBy(() -> archive.checkContent(file))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("was changed while it was read");
  }

  @Test
  public void packagesOfThePlatformAreNotAPluginsToExport() throws Exception {
    for (String name :
        new String[] {
          "java.util",
          "dev.patchbay.api",
          "dev.patchbay.api.hook",
          "dev.patchbay.http",
          "org.osgi.framework",
          "org.slf4j",
          "org.slf4j.event"
        }) {
      header("Export-Package", "com.example.fine," + name + ";version=\"1.0,2\"");
      refused("exports " + name + ", which is not a plugin's to export");
    }
  }

  @Test
  public void whatIsNoBundleOfItsOwnIsRefused() throws Exception {
    header("Fragment-Host", "dev.patchbay.core");
    refused("fine.jar is a fragment of dev.patchbay.core");
    manifest.getMainAttributes().remove(new Attributes.Name("Fragment-Host"));
    manifest.getMainAttributes().remove(new Attributes.Name("Bundle-ManifestVersion"));
    refused("has no Bundle-ManifestVersion: 2; build it with bnd");
  }

  @Test
  public void namesThatWouldBeOtherFilesAreRefused() throws Exception {
    header("Provide-Capability", "dev.patchbay.plugin;name=\"../../evil\"");
    refused("has the plugin name '../../evil'");
    header("Provide-Capability", "dev.patchbay.plugin;name=fine");
    header("Bundle-SymbolicName", "a/b");
    refused("has the symbolic name 'a/b'");
  }

  private void refused(String why) throws IOException {
    Path file = jar();
    assertThatThrownBy(() -> PluginArchive.read(file))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining(why);
  }

  private void header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
  }

  private Path jar() throws IOException {
    Path file = folder.getRoot().toPath().resolve("fine.jar");
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    manifest.write(header);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(header.toByteArray());
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return file;
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void replace(byte[] content, String old, String now) {
    byte[] with = now.getBytes(StandardCharsets.UTF_8);
    for (int at = indexOf(content, old); at >= 0; at = indexOf(content, old)) {
      System.arraycopy(with, 0, content, at, with.length);
    }
  }

  private static int indexOf(byte[] content, String text) {
    return new String(content, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
