package dev.patchbay.core.deploy;

import java.util.List;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the manifest of a plugin may say. */
final class ManifestRules {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  /** Symbolic names and names of plugins become names of files. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private static final List<String> PLATFORM =
      List.of("java", "org.osgi", "org.slf4j", "dev.patchbay.api", "dev.patchbay.http");

  private ManifestRules() {}

  /**
   * @param name how the archive is called in messages
   */
  static void check(Attributes headers, String name) throws DeployException {
    if (!header(headers, Constants.BUNDLE_MANIFESTVERSION).equals("2")) {
      throw DeployException.refused(
          name + " is no bundle: its manifest has no Bundle-ManifestVersion: 2; build it with bnd");
    }
    if (!header(headers, Constants.FRAGMENT_HOST).isEmpty()) {
      throw DeployException.refused(
          name
              + " is a fragment of "
              + header(headers, Constants.FRAGMENT_HOST)
              + ", and no bundle here takes one: make it a bundle of its own");
    }
    for (String clause : ManifestHeader.clauses(header(headers, Constants.EXPORT_PACKAGE))) {
      String exported = ManifestHeader.path(clause);
      if (PLATFORM.stream().anyMatch(own -> (exported + ".").startsWith(own + "."))) {
        throw DeployException.refused(
            name
                + " exports "
                + exported
                + ", which is not a plugin's to export: leave it out of Export-Package");
      }
    }
  }

  static void checkName(String what, String value, String name) throws DeployException {
    if (!NAME.matcher(value).matches()) {
      throw DeployException.refused(
          "%s has the %s '%s': letters, digits, '.', '-' and '_' are possible"
              .formatted(name, what, value));
    }
  }

  /** What is possible but seldom meant. */
  static void advise(Attributes headers, String name) {
    if (!header(headers, Constants.BUNDLE_ACTIVATOR).isEmpty()) {
      LOG.warn(
          "{} has a Bundle-Activator: what it registers has no options and no generations; a component has",
          name);
    }
    if (!header(headers, Constants.BUNDLE_NATIVECODE).isEmpty()) {
      LOG.warn("{} brings native code: a fault in it ends the daemon", name);
    }
  }

  static String header(Attributes headers, String name) {
    String value = headers.getValue(name);
    return value == null ? "" : value.strip();
  }
}
