package dev.patchbay.launcher;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What the libraries on the class path export, as the framework is to offer it to the bundles:
 * their own packages with their own versions, so that nobody has to keep a list.
 */
final class ClassPathPackages {
  private ClassPathPackages() {}

  /** The value of {@code org.osgi.framework.system.packages.extra}. */
  static String of(String classPath) throws IOException {
    List<String> packages = new ArrayList<>();
    for (String element : classPath.split(File.pathSeparator)) {
      // The framework exports its own packages itself; a second export would shadow them.
      if (element.endsWith(".jar") && !new File(element).getName().contains("felix.framework")) {
        packages.addAll(ofJar(new File(element)));
      }
    }
    return String.join(",", packages);
  }

  private static List<String> ofJar(File jar) throws IOException {
    try (JarFile file = new JarFile(jar, false)) {
      Manifest manifest = file.getManifest();
      String header =
          manifest == null ? null : manifest.getMainAttributes().getValue("Export-Package");
      return header == null ? List.of() : exports(header);
    }
  }

  /** The packages with their versions; of the other attributes none matters to an importer here. */
  static List<String> exports(String header) {
    List<String> exports = new ArrayList<>();
    for (String clause : split(header, ',')) {
      List<String> parts = split(clause, ';');
      String version = "";
      for (String part : parts) {
        if (part.startsWith("version=")) {
          version = ";version=\"" + part.substring(8).replace("\"", "") + "\"";
        }
      }
      for (String part : parts) {
        if (part.indexOf('=') < 0) {
          exports.add(part + version);
        }
      }
    }
    return exports;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      } else if (text.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    parts.removeIf(String::isEmpty);
    return parts;
  }
}
