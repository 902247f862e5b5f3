package dev.patchbay.core.rails;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Keeps from plugins, while they are resolved, what is not theirs to see. */
final class Blinkers implements ResolverHookFactory {
  private final Predicate<BundleRevision> plugin;

  Blinkers(Predicate<BundleRevision> plugin) {
    this.plugin = plugin;
  }

  @Override
  public ResolverHook begin(Collection<BundleRevision> triggers) {
    return new Resolving();
  }

  /** One resolving; it asks about the same few revisions again and again. */
  private final class Resolving implements ResolverHook {
    private final Map<BundleRevision, Boolean> known = new HashMap<>();

    private boolean isPlugin(BundleRevision revision) {
      return known.computeIfAbsent(revision, plugin::test);
    }

    @Override
    public void filterMatches(BundleRequirement required, Collection<BundleCapability> offers) {
      BundleRevision seeker = required.getRevision();
      if (isPlugin(seeker)) {
        offers.removeIf(offer -> !Sight.allows(seeker, offer));
      }
    }

    /** Two versions of a plugin run side by side, also when it says that it is a singleton. */
    @Override
    public void filterSingletonCollisions(
        BundleCapability singleton, Collection<BundleCapability> others) {
      if (isPlugin(singleton.getRevision())) {
        others.clear();
      }
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
      // What is resolved is not limited, only by what.
    }

    @Override
    public void end() {
      known.clear();
    }
  }
}
