package dev.patchbay.core.rails;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What a plugin sees of the framework: the JDK, OSGi, SLF4J, the API and its HTTP support. The
 * libraries of the daemon and the packages of other plugins may change or go at any moment.
 */
public final class Sight {
  /** Where the weaving sends refused calls; no plugin imports it by itself. */
  static final String REFUSALS = "dev.patchbay.launcher.refusal";

  private static final Set<String> PACKAGES =
      Set.of(
          "dev.patchbay.api",
          "dev.patchbay.http",
          "org.slf4j",
          "org.jspecify.annotations",
          REFUSALS);

  private static final Set<String> FAMILIES =
      Set.of("java.", "org.osgi.", "org.slf4j.", "dev.patchbay.api.");

  private Sight() {}

  /** Whether what is offered may be used by a bundle that is a plugin. */
  public static boolean allows(BundleRevision plugin, BundleCapability offer) {
    return switch (offer.getNamespace()) {
      case BundleRevision.PACKAGE_NAMESPACE ->
          isOwn(plugin, offer) || isOpen(name(offer, BundleRevision.PACKAGE_NAMESPACE));
      case BundleRevision.BUNDLE_NAMESPACE, BundleRevision.HOST_NAMESPACE -> isOwn(plugin, offer);
      default -> true;
    };
  }

  private static boolean isOwn(BundleRevision plugin, BundleCapability offer) {
    return offer.getRevision().getBundle().equals(plugin.getBundle());
  }

  private static boolean isOpen(String name) {
    return PACKAGES.contains(name)
        || FAMILIES.stream().anyMatch(name::startsWith)
        || Platform.PACKAGES.contains(name);
  }

  private static String name(BundleCapability offer, String namespace) {
    return String.valueOf(offer.getAttributes().get(namespace));
  }

  /** Read when a plugin first imports something that is not obviously open. */
  private static final class Platform {
    /** Libraries are on the class path, so the modules are the JDK's. */
    static final Set<String> PACKAGES =
        ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getDescriptor().exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toUnmodifiableSet());
  }
}
