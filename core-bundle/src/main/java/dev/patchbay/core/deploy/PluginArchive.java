package dev.patchbay.core.deploy;

import dev.patchbay.api.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A jar that says that it is a plugin, looked at before anything of it is installed.
 *
 * @param plugin its name: of its {@code dev.patchbay.plugin} capability, else its symbolic name
 * @param sha256 of the file, in hexadecimal
 */
record PluginArchive(
    Path file, String plugin, String symbolicName, Version version, String sha256) {
  private static final int MAX_ENTRIES = 65_000;
  private static final long MAX_BYTES = 1L << 30;

  static PluginArchive read(Path file) throws DeployException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      checkEntries(jar, file);
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw DeployException.refused(file.getFileName() + " is no bundle: it has no manifest");
      }
      Attributes headers = manifest.getMainAttributes();
      String symbolicName =
          ManifestHeader.path(header(headers, Constants.BUNDLE_SYMBOLICNAME)).strip();
      if (symbolicName.isEmpty()) {
        throw DeployException.refused(
            file.getFileName()
                + " is no bundle: its manifest has no Bundle-SymbolicName; build it with bnd");
      }
      checkExports(headers, file);
      return new PluginArchive(
          file, plugin(headers, symbolicName), symbolicName, version(headers, file), sha256(file));
    } catch (IOException e) {
      throw DeployException.refused(
          file.getFileName() + " is damaged or no jar at all: " + e.getMessage());
    }
  }

  /** Whether a file is a whole archive by now; the directory of one stands at its end. */
  static boolean opens(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      return jar.size() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void checkEntries(JarFile jar, Path file) throws DeployException {
    long bytes = 0;
    int count = 0;
    for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      Path inside = Path.of("/in").resolve(entry.getName()).normalize();
      if (entry.getName().startsWith("/") || !inside.startsWith("/in")) {
        throw DeployException.refused(
            file.getFileName() + " has an entry that leaves the archive: " + entry.getName());
      }
      bytes += Math.max(0, entry.getSize());
      if (++count > MAX_ENTRIES || bytes > MAX_BYTES) {
        throw DeployException.refused(
            file.getFileName() + " unpacks to more than 1 GiB or 65,000 entries");
      }
    }
  }

  private static void checkExports(Attributes headers, Path file) throws DeployException {
    for (String clause : ManifestHeader.clauses(header(headers, Constants.EXPORT_PACKAGE))) {
      String exported = ManifestHeader.path(clause);
      if (exported.startsWith("java.")
          || exported.equals("dev.patchbay.api")
          || exported.startsWith("dev.patchbay.api.")) {
        throw DeployException.refused(
            file.getFileName() + " exports " + exported + ", which is not a plugin's to export");
      }
    }
  }

  private static String plugin(Attributes headers, String symbolicName) {
    for (String clause : ManifestHeader.clauses(header(headers, Constants.PROVIDE_CAPABILITY))) {
      if (ManifestHeader.path(clause).equals(Plugin.NAMESPACE)) {
        String name = ManifestHeader.attribute(clause, "name");
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return symbolicName;
  }

  private static Version version(Attributes headers, Path file) throws DeployException {
    try {
      return Version.parseVersion(header(headers, Constants.BUNDLE_VERSION));
    } catch (IllegalArgumentException e) {
      throw DeployException.refused(
          file.getFileName() + " has a Bundle-Version that is none: " + e.getMessage());
    }
  }

  private static String header(Attributes headers, String name) {
    String value = headers.getValue(name);
    return value == null ? "" : value;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
