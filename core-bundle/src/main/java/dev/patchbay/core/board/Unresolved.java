package dev.patchbay.core.board;

import java.util.Collection;
import java.util.LinkedHashSet;
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
        if (matters(required) && framework.findProviders(required).isEmpty()) {
          missing.add(describe(required));
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
    String filter = String.valueOf(required.getDirectives().get("filter"));
    Matcher subject = SUBJECT.matcher(filter);
    String name = subject.find() ? subject.group(2) : filter;
    boolean isPackage = required.getNamespace().equals(BundleRevision.PACKAGE_NAMESPACE);
    String what = isPackage ? "package " : required.getNamespace() + " ";
    return what + name + range(filter) + (isPackage ? offered(name) : "");
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
        .map(context -> java.util.List.of(context.getBundles()))
        .orElse(java.util.List.of());
  }
}
