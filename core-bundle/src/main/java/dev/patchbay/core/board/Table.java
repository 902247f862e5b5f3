package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.PluginEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;

/** What is on the board; only the board's thread reads and changes it. */
final class Table {
  private final Map<PluginId, Instance> instances = new TreeMap<>();
  private final Map<Long, PluginBundle> bundles = new TreeMap<>();
  private final Map<Long, Generation> generations = new HashMap<>();
  private final Set<String> stopped = new HashSet<>();
  private final Set<String> locations = new HashSet<>();
  private final List<PluginBundle> kept = new ArrayList<>();
  private final List<BoardListener> listeners = new CopyOnWriteArrayList<>();
  private final Missing missing = new Missing();
  private final Runnable onChange;
  private Configuration configuration;
  private long lastNumber;

  Table(Configuration configuration, Set<String> stopped, Runnable onChange) {
    this.configuration = configuration;
    this.stopped.addAll(stopped);
    this.onChange = onChange;
  }

  Configuration configuration() {
    return configuration;
  }

  void configuration(Configuration now) {
    configuration = now;
  }

  Set<String> stopped() {
    return stopped;
  }

  long nextNumber() {
    return ++lastNumber;
  }

  Collection<Instance> instances() {
    return List.copyOf(instances.values());
  }

  List<Instance> instances(String plugin) {
    return instances.values().stream().filter(one -> one.id().name().equals(plugin)).toList();
  }

  Instance instance(PluginId id) {
    return instances.computeIfAbsent(id, Instance::new);
  }

  Optional<Instance> find(PluginId id) {
    return Optional.ofNullable(instances.get(id));
  }

  void remove(PluginId id) {
    instances.remove(id);
  }

  Collection<PluginBundle> bundles() {
    return List.copyOf(bundles.values());
  }

  List<PluginBundle> bundles(String plugin) {
    return bundles.values().stream().filter(one -> one.name().equals(plugin)).toList();
  }

  Optional<PluginBundle> bundle(long id) {
    return Optional.ofNullable(bundles.get(id));
  }

  void add(PluginBundle bundle) {
    bundles.put(bundle.bundle().getBundleId(), bundle);
  }

  void remove(PluginBundle bundle) {
    bundles.remove(bundle.bundle().getBundleId(), bundle);
    bundle.forget();
  }

  /**
   * Whether nothing of the board was at this location before: news of a configuration that was
   * deleted there may still be on its way. Locations with a mark are used once anyhow.
   */
  boolean isNew(Bundle bundle) {
    String location = bundle.getLocation();
    return location.indexOf(Twins.MARK) >= 0
        || locations.add(location)
        || bundle.getState() == Bundle.ACTIVE;
  }

  void add(Generation generation) {
    generations.put(generation.number(), generation);
  }

  void remove(Generation generation) {
    generations.remove(generation.number());
  }

  boolean isThere(Generation generation) {
    return generations.containsKey(generation.number());
  }

  /** A bundle has one generation at most. */
  Optional<Generation> generation(PluginBundle bundle) {
    return generations.values().stream().filter(one -> one.of(bundle)).findFirst();
  }

  boolean isCurrent(Generation generation) {
    return find(generation.id()).flatMap(Instance::current).orElse(null) == generation;
  }

  /** What serves a plugin or would; others of it are on their way out. */
  Optional<PluginBundle> serving(String plugin) {
    return bundles(plugin).stream().filter(this::isWanted).reduce((a, b) -> b);
  }

  /** The bundles of other symbolic names that are this plugin, too, and serve it or would. */
  List<PluginBundle> namesakes(PluginBundle bundle) {
    String symbolicName = bundle.bundle().getSymbolicName();
    return bundles(bundle.name()).stream()
        .filter(one -> !symbolicName.equals(one.bundle().getSymbolicName()))
        .filter(this::isWanted)
        .toList();
  }

  /** Holds a bundle that no instance is served by yet, or any more, until it is released. */
  void keep(PluginBundle bundle) {
    kept.add(bundle);
  }

  void release(PluginBundle bundle) {
    kept.remove(bundle);
  }

  /** Whether it is to stay. */
  boolean isNeeded(PluginBundle bundle) {
    return kept.contains(bundle) || isWanted(bundle) || generation(bundle).isPresent();
  }

  /** Whether an instance is served by it, or would be. */
  boolean isWanted(PluginBundle bundle) {
    return instances.values().stream().anyMatch(one -> one.bundle().orElse(null) == bundle);
  }

  /** The instances that the configuration asks of a plugin. */
  List<PluginId> wanted(String plugin) {
    return wanted(plugin, configuration);
  }

  /** The instances that a configuration asks of a plugin: without an entry the default one. */
  static List<PluginId> wanted(String plugin, Configuration configuration) {
    List<PluginId> ids =
        configuration.plugins().stream()
            .filter(entry -> entry.name().equals(plugin))
            .map(Table::id)
            .toList();
    return ids.isEmpty() ? List.of(new PluginId(plugin, PluginId.DEFAULT)) : ids;
  }

  /** Shows what is named in the configuration and not installed, and that alone. */
  void markMissing() {
    instances().stream()
        .filter(one -> one.state() == PluginState.MISSING)
        .map(Instance::id)
        .filter(id -> configuration.plugin(id.name(), id.instance()).isEmpty())
        .toList()
        .forEach(this::remove);
    for (PluginEntry entry : configuration.plugins()) {
      if (bundles(entry.name()).isEmpty()) {
        Set<String> installed = new HashSet<>();
        bundles.values().forEach(bundle -> installed.add(bundle.name()));
        String reason = missing.reason(configuration, entry, installed);
        Instance one = instance(id(entry));
        if (one.state() != PluginState.MISSING || !one.reason().equals(reason)) {
          one.rest(null, PluginState.MISSING, reason);
        }
      }
    }
  }

  /** All that was to come has come: what is named and not there is not known by its name. */
  void settled(Collection<String> shipped) {
    missing.shipped(shipped);
    markMissing();
    missing.tell(instances.values());
    onChange.run();
  }

  void listen(BoardListener listener) {
    listeners.add(listener);
    for (Instance instance : instances.values()) {
      instance.current().ifPresent(one -> listener.changed(instance.id(), one.plugged()));
    }
  }

  void unlisten(BoardListener listener) {
    listeners.remove(listener);
  }

  /** Tells what calls of this instance go to now. */
  void changed(PluginId id) {
    List<Plugged<?>> services = new ArrayList<>();
    find(id).flatMap(Instance::current).ifPresent(one -> services.addAll(one.plugged()));
    listeners.forEach(listener -> listener.changed(id, List.copyOf(services)));
    onChange.run();
  }

  /** Something to be shown changed, nothing that calls depend on. */
  void shown() {
    onChange.run();
  }

  private static PluginId id(PluginEntry entry) {
    return new PluginId(entry.name(), entry.instance());
  }
}
