package dev.patchbay.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a plugin declares.
 *
 * @param pid the PID of its configuration
 * @param factory whether it can have several instances
 */
public record OptionSchema(String pid, boolean factory, List<Option> options) {
  public OptionSchema {
    options = List.copyOf(options);
  }

  /** Of a plugin that declares no options. */
  public static OptionSchema none(String pid) {
    return new OptionSchema(pid, true, List.of());
  }

  /** Whether a plugin is configured without any option given. */
  public boolean needsNothing() {
    return options.stream().noneMatch(Option::required);
  }

  public Optional<Option> option(String key) {
    return options.stream().filter(option -> option.key().equals(key)).findFirst();
  }

  List<String> keys() {
    return options.stream().map(Option::key).toList();
  }

  boolean hasBelow(String key) {
    return options.stream().anyMatch(option -> option.key().startsWith(key + "."));
  }

  /** Both together: components of one plugin may declare options of their own. */
  OptionSchema and(OptionSchema other) {
    Map<String, Option> union = new LinkedHashMap<>();
    options.forEach(option -> union.put(option.key(), option));
    other.options.forEach(option -> union.putIfAbsent(option.key(), option));
    return new OptionSchema(pid, factory && other.factory, List.copyOf(union.values()));
  }
}
