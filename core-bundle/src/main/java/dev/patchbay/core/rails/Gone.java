package dev.patchbay.core.rails;

import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A plugin that was uninstalled or updated, and what was seen of it since. */
final class Gone {
  private final Running was;
  private final long collections = FullCollections.count();
  private volatile Set<String> left = Set.of();

  /** A version of a plugin, which this does not hold. */
  record Running(String plugin, String version, WeakReference<ClassLoader> loader) {
    @Override
    public String toString() {
      return plugin + " " + version;
    }
  }

  Gone(Running was) {
    this.was = was;
  }

  String plugin() {
    return was.plugin();
  }

  /**
   * What is new since the last look.
   *
   * @param alone whether no other generation of the same plugin is there
   */
  Set<String> look(Remains there, boolean alone) {
    ClassLoader loader = was.loader().get();
    Set<String> found = new LinkedHashSet<>();
    if (loader != null) {
      found.addAll(there.of(loader, alone));
      if (found.isEmpty() && FullCollections.count() - collections > 1) {
        found.add(
            "its classes, which something holds: a ThreadLocal of a thread that lives on, or an object that was given to a library or the JDK");
      }
    }
    Set<String> fresh = new LinkedHashSet<>(found);
    fresh.removeAll(left);
    left = found;
    return fresh;
  }

  /** Whether nothing at all is left of it. */
  boolean over() {
    return was.loader().get() == null;
  }

  /** What the last look found, in words; empty when that was nothing. */
  Optional<String> left() {
    Set<String> seen = left;
    return over() || seen.isEmpty() ? Optional.empty() : Optional.of(sentence(seen));
  }

  /** These remains in words. */
  String sentence(Set<String> remains) {
    return "plugin %s is gone and left behind: %s; end them in a method marked @Deactivate"
        .formatted(was, String.join(", ", remains));
  }

  @Override
  public String toString() {
    return was.toString();
  }
}
