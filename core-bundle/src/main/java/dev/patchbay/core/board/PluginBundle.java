package dev.patchbay.core.board;

import dev.patchbay.api.Plugin;
import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.Option;
import dev.patchbay.core.config.OptionSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.Configuration;

/** A bundle that is a plugin: one revision of it, and its life. */
final class PluginBundle {
  /** What the board wants of the bundle; anything else that happens to it was somebody else. */
  enum Wish {
    RUN,
    REST,
    GONE
  }

  /** What is said of a bundle that is none. */
  static final String NONE = "it is no plugin: it neither has @Plugin nor uses the API";

  private static final String API = "dev.patchbay.api.";
  private static final Set<String> PLATFORM =
      Set.of("dev.patchbay.api", "dev.patchbay.http", "dev.patchbay.core");

  private final Bundle bundle;
  private final String name;
  private final boolean replace;
  private final String version;
  private final LifeThread life;
  private final Caller caller;
  private boolean used;
  private boolean ended;
  private @Nullable OptionSchema schema;
  private @Nullable Configuration configuration;
  private volatile Wish wish = Wish.REST;

  private PluginBundle(Bundle bundle, Map<String, Object> identity, PluginCall door) {
    this.bundle = bundle;
    this.name = String.valueOf(identity.getOrDefault("name", bundle.getSymbolicName()));
    this.replace = Plugin.Update.REPLACE.name().equals(String.valueOf(identity.get("update")));
    this.version = bundle.getVersion().toString();
    this.caller = new Caller(new PluginId(name, PluginId.DEFAULT));
    this.life = new LifeThread(door, caller);
  }

  /** The plugin that a bundle is: by its capability, or because it uses the API's interfaces. */
  static Optional<PluginBundle> of(Bundle bundle, PluginCall door) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null || bundle.getSymbolicName() == null) {
      return Optional.empty();
    }
    return identity(revision).map(identity -> new PluginBundle(bundle, identity, door));
  }

  /** The name of the plugin that a revision is; empty when it is none. */
  static Optional<String> name(BundleRevision revision) {
    return identity(revision).map(identity -> name(revision, identity));
  }

  private static Optional<Map<String, Object>> identity(BundleRevision revision) {
    List<BundleCapability> identities = revision.getDeclaredCapabilities(Plugin.NAMESPACE);
    if (!identities.isEmpty()) {
      return Optional.of(identities.getFirst().getAttributes());
    }
    String symbolicName = revision.getSymbolicName();
    boolean platform =
        symbolicName == null
            || revision.getBundle().getBundleId() == 0
            || PLATFORM.contains(symbolicName);
    return !platform && usesApi(revision) ? Optional.of(Map.of()) : Optional.empty();
  }

  private static String name(BundleRevision revision, Map<String, Object> identity) {
    return String.valueOf(identity.getOrDefault("name", revision.getSymbolicName()));
  }

  private static boolean usesApi(BundleRevision revision) {
    for (BundleRequirement required :
        revision.getDeclaredRequirements(BundleRevision.PACKAGE_NAMESPACE)) {
      if (String.valueOf(required.getDirectives().get("filter")).contains("=" + API)) {
        return true;
      }
    }
    return false;
  }

  Bundle bundle() {
    return bundle;
  }

  String name() {
    return name;
  }

  String version() {
    return version;
  }

  /** Whether the old version must be gone before the new one begins. */
  boolean replace() {
    return replace;
  }

  LifeThread life() {
    return life;
  }

  Wish wish() {
    return wish;
  }

  void wish(Wish now) {
    wish = now;
  }

  /**
   * Whether a generation can take this very bundle. What is told of a configuration that was
   * deleted may come late and would hit the next one, so a bundle is not started for a second time;
   * one that runs has the news in order, unless it is about to be stopped.
   */
  boolean fresh() {
    return !ended && (!used || bundle.getState() == Bundle.ACTIVE);
  }

  /** The board stops it. */
  void ended() {
    wish = Wish.REST;
    ended = true;
  }

  /** Somebody else has started it again. */
  void resumed() {
    ended = false;
  }

  /** Its options, read once: whoever asks late must not find that it is uninstalled by then. */
  OptionSchema schema() throws IOException {
    OptionSchema known = schema;
    if (known == null) {
      known = read();
      schema = known;
    }
    return known;
  }

  /** The keys of the options whose values nobody may see. */
  Set<String> secrets() {
    try {
      return schema().options().stream()
          .filter(Option::secret)
          .map(Option::key)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read when the bundle came
    }
  }

  private OptionSchema read() throws IOException {
    try {
      return MetatypeXml.in(bundle).getOrDefault(name, OptionSchema.none(name));
    } catch (IllegalStateException e) {
      throw new IOException("it is uninstalled", e);
    }
  }

  void configuration(Configuration written) {
    configuration = written;
  }

  /** What it is configured with is the caller's to delete; what is written later is not. */
  Optional<Configuration> takeConfiguration() {
    Optional<Configuration> written = Optional.ofNullable(configuration);
    configuration = null;
    return written;
  }

  void used() {
    used = true;
  }

  /** The class loader, once there is one. */
  void resolved() {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    caller.loader(wiring == null ? null : wiring.getClassLoader());
  }

  void forget() {
    caller.loader(null);
  }

  ClassLoader loader() {
    return caller.loader();
  }

  /** As listings name it. */
  @Override
  public String toString() {
    return bundle.getSymbolicName() + " " + version;
  }
}
