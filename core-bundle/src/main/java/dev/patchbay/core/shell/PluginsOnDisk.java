package dev.patchbay.core.shell;

import dev.patchbay.core.config.OptionSchema;
import dev.patchbay.core.deploy.Jars;
import dev.patchbay.core.deploy.Offers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The plugins of a home, whichever way they came, and those of the distribution, as jars. */
final class PluginsOnDisk {
  private final List<Offers> known;

  /** The copies of what runs, or ran last. */
  private final List<Offers> ran;

  PluginsOnDisk(Path home) {
    List<Offers> found = new ArrayList<>(in(home.resolve("plugins")));
    String distribution = System.getProperty("patchbay.distribution", "");
    if (!distribution.isEmpty()) {
      found.addAll(in(Path.of(distribution, "catalog")));
    }
    this.ran = in(home.resolve("state").resolve("bundles"));
    found.addAll(ran);
    this.known = found;
  }

  /** The options of a plugin, as the first jar that has it declares them. */
  Optional<OptionSchema> options(String plugin) {
    return schemas(known, plugin).findFirst();
  }

  /** The options of a plugin, as the copies that ran declare them. */
  Stream<OptionSchema> ran(String plugin) {
    return schemas(ran, plugin);
  }

  private static Stream<OptionSchema> schemas(List<Offers> all, String plugin) {
    return all.stream()
        .filter(offers -> offers.plugin().equals(plugin))
        .map(offers -> offers.options().getOrDefault(plugin, OptionSchema.none(plugin)));
  }

  /** What the jars would bring. */
  Set<String> names(Function<Offers, Set<String>> of) {
    Set<String> names = new TreeSet<>();
    known.forEach(offers -> names.addAll(of.apply(offers)));
    return names;
  }

  private static List<Offers> in(Path folder) {
    try {
      return Jars.in(folder).stream().flatMap(jar -> Offers.in(jar).stream()).toList();
    } catch (IOException e) {
      // A folder that cannot be read is not the fault of what is checked.
      return List.of();
    }
  }
}
