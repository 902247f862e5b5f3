package dev.patchbay.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options that were held against a schema.
 *
 * @param properties typed, by property name, as ConfigurationAdmin takes them; what was not given
 *     is left out
 * @param problems none when the options are valid
 */
public record CheckedOptions(Map<String, Object> properties, List<Problem> problems) {
  public CheckedOptions {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    problems = List.copyOf(problems);
  }

  public boolean valid() {
    return problems.isEmpty();
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return "CheckedOptions[" + properties.keySet() + ", problems=" + problems + "]";
  }
}
