package dev.patchbay.core.board;

import dev.patchbay.core.rails.Sight;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Says in readable words what a bundle needs that is not there. */
final class Unresolved {
  private static final Pattern SUBJECT = Pattern.compile("\\(([a-z.]+)=([^)]*)\\)");
  private static final Pattern FLOOR = Pattern.compile("\\([a-z-]*version>=([^)]*)\\)");
  private static final Pattern CEILING = Pattern.compile("\\(!\\([a-z-]*version>=([^)]*)\\)\\)");

  private final FrameworkWiring framework;

  Unresolved(FrameworkWiring framework) {
    this.framework = framework;
  }

  /** What is missing; empty when each requirement on its own could be met. */
  String reason(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    Set<String> missing = new LinkedHashSet<>();
    if (revision != null) {
      for (BundleRequirement required : revision.getDeclaredRequirements(null)) {
        if (!matters(required)) {
          continue;
        }
        Collection<BundleCapability> offers = framework.findProviders(required);
        if (offers.isEmpty()) {
          missing.add(describe(required));
        } else if (offers.stream().noneMatch(offer -> Sight.allows(revision, offer))) {
          missing.add(hidden(required, offers.iterator().next()));
        }
      }
    }
    return missing.isEmpty() ? "" : "needs " + String.join("; ", missing);
  }

  private static boolean matters(BundleRequirement required) {
    String effective = required.getDirectives().getOrDefault("effective", "resolve");
    return effective.equals("resolve")
        && !"optional".equals(required.getDirectives().get("resolution"))
        && !required.getNamespace().startsWith(BundleRevision.HOST_NAMESPACE);
  }

  private String describe(BundleRequirement required) {
    String filter = filter(required);
    String name = name(required);
    return what(required) + name + range(filter) + (isPackage(required) ? offered(name) : "");
  }

  /** What there is, but not for plugins. */
  private static String hidden(BundleRequirement required, BundleCapability offer) {
    String owner =
        PluginBundle.name(offer.getRevision())
            .map(plugin -> "the plugin " + plugin + " has")
            .orElse("the daemon has");
    String mend =
        isPackage(required)
            ? "embed the library that it is of (docs/plugin-guide.md, Imports)"
            : "import the packages that it needs of it instead";
    return what(required) + name(required) + ", which " + owner + " for itself: " + mend;
  }

  private static String what(BundleRequirement required) {
    return isPackage(required)
        ? "package "
        : required.getNamespace().equals(BundleRevision.BUNDLE_NAMESPACE)
            ? "bundle "
            : required.getNamespace() + " ";
  }

  private static boolean isPackage(BundleRequirement required) {
    return required.getNamespace().equals(BundleRevision.PACKAGE_NAMESPACE);
  }

  private static String filter(BundleRequirement required) {
    return String.valueOf(required.getDirectives().get("filter"));
  }

  static String name(BundleRequirement required) {
    Matcher subject = SUBJECT.matcher(filter(required));
    return subject.find() ? subject.group(2) : filter(required);
  }

  private static String range(String filter) {
    Matcher floor = FLOOR.matcher(filter);
    Matcher ceiling = CEILING.matcher(filter);
    if (!floor.find()) {
      return "";
    }
    String least = floor.group(1);
    return ceiling.find() ? " [" + least + "," + ceiling.group(1) + ")" : " " + least + " or later";
  }

  /** The versions of a package that there are. */
  private String offered(String name) {
    Set<String> versions = new TreeSet<>();
    for (Bundle bundle : all()) {
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (wiring == null) {
        continue;
      }
      for (BundleCapability offer : wiring.getCapabilities(BundleRevision.PACKAGE_NAMESPACE)) {
        if (name.equals(offer.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE))) {
          versions.add(String.valueOf(offer.getAttributes().get("version")));
        }
      }
    }
    return versions.isEmpty()
        ? ", which nobody offers"
        : ", but there is only " + String.join(", ", versions);
  }

  private Collection<Bundle> all() {
    return Optional.ofNullable(framework.getBundle().getBundleContext())
        .map(context -> List.of(context.getBundles()))
        .orElse(List.of());
  }
}
