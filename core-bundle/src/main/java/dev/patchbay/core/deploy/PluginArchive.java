package dev.patchbay.core.deploy;

import static dev.patchbay.core.deploy.ManifestRules.header;

import dev.patchbay.api.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
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
  /** By its directory and manifest; {@link #checkContent} reads the rest. */
  static PluginArchive read(Path file) throws DeployException {
    String name = String.valueOf(file.getFileName());
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      ArchiveEntries.checkNames(jar, file);
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        throw DeployException.refused(name + " is no bundle: it has no manifest");
      }
      Attributes headers = manifest.getMainAttributes();
      String symbolicName = ManifestHeader.path(header(headers, Constants.BUNDLE_SYMBOLICNAME));
      if (symbolicName.isEmpty()) {
        throw DeployException.refused(
            name + " is no bundle: its manifest has no Bundle-SymbolicName; build it with bnd");
      }
      ManifestRules.check(headers, name);
      ManifestRules.checkName("symbolic name", symbolicName, name);
      String plugin = plugin(headers, symbolicName);
      ManifestRules.checkName("plugin name", plugin, name);
      return new PluginArchive(file, plugin, symbolicName, version(headers, file), sha256(file));
    } catch (IOException e) {
      throw DeployException.refused(
          name + " is damaged or no jar at all: " + e.getMessage() + "; copy or build it again");
    }
  }

  /** Reads all of a copy of it, which nobody changes any more. */
  void checkContent(Path copy) throws DeployException, IOException {
    ArchiveEntries.checkContent(copy, String.valueOf(file.getFileName()));
    if (!sha256(copy).equals(sha256)) {
      throw DeployException.refused(
          file.getFileName()
              + " was changed while it was read; it is taken when it stays as it is");
    }
    try (JarFile jar = new JarFile(copy.toFile(), false)) {
      ManifestRules.advise(jar.getManifest().getMainAttributes(), plugin + " " + version);
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

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
