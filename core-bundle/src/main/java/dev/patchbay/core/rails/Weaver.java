package dev.patchbay.core.rails;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has calls of plugins that would end the daemon, or be made at its end, refused. */
final class Weaver implements WeavingHook {
  private static final Logger LOG = LoggerFactory.getLogger(Weaver.class);

  private final Bundle core;
  private final Predicate<BundleRevision> plugin;
  private final String target;
  private final Map<BundleWiring, Boolean> plugins =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param target the class that refuses, which has a static method for each call
   */
  Weaver(Bundle core, Predicate<BundleRevision> plugin, String target) {
    this.core = core;
    this.plugin = plugin;
    this.target = target;
  }

  @Override
  public void weave(WovenClass woven) {
    if (!isPlugin(woven.getBundleWiring())) {
      return;
    }
    byte[] type = woven.getBytes();
    if (Mentions.in(type)) {
      rewrite(woven, type);
    }
  }

  /** To find out may load classes, and so come here again: nothing is locked meanwhile. */
  private boolean isPlugin(BundleWiring wiring) {
    Boolean known = plugins.get(wiring);
    if (known == null) {
      known = !wiring.getBundle().equals(core) && plugin.test(wiring.getRevision());
      plugins.put(wiring, known);
    }
    return known;
  }

  private void rewrite(WovenClass woven, byte[] type) {
    try {
      byte[] rewritten = Rewriting.of(type, target.replace('.', '/'));
      if (rewritten != type) {
        woven.setBytes(rewritten);
        woven.getDynamicImports().add(target.substring(0, target.lastIndexOf('.')));
      }
    } catch (RuntimeException e) {
      // A hook that throws is never asked again by the framework; and a class that cannot be read
      // is the virtual machine's to judge.
      String bundle = woven.getBundleWiring().getBundle().getSymbolicName();
      if (told.add(bundle)) {
        LOG.warn(
            "{} has classes that cannot be read ({} {}): should they call System.exit, it is not refused",
            bundle,
            woven.getClassName(),
            e.getMessage());
      }
    }
  }
}
