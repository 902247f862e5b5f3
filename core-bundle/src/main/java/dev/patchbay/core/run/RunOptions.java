package dev.patchbay.core.run;

import dev.patchbay.core.gate.Gates;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run by hand was told beside its payload.
 *
 * @param launcher takes the place of the definition's launcher; empty leaves that
 * @param gateConfig by gate name, options that take the place of the definition's
 */
public record RunOptions(String launcher, Map<String, Map<String, Object>> gateConfig) {
  public static final RunOptions NONE = new RunOptions("", Map.of());

  public RunOptions {
    gateConfig = Map.copyOf(gateConfig);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!launcher.isEmpty()) {
      json.put("launcher", launcher);
    }
    if (!gateConfig.isEmpty()) {
      json.put("gateConfig", gateConfig);
    }
    return json;
  }

  /** Without what nobody may see. */
  RunOptions shown(Gates gates) {
    Map<String, Map<String, Object>> shown = new LinkedHashMap<>(gateConfig);
    shown.replaceAll(gates::shown);
    return new RunOptions(launcher, shown);
  }

  static RunOptions of(Map<String, Object> json) {
    Map<String, Map<String, Object>> gates = new LinkedHashMap<>();
    if (json.get("gateConfig") instanceof Map<?, ?> written) {
      written.forEach(
          (gate, options) -> gates.put(String.valueOf(gate), JsonText.members(options)));
    }
    return new RunOptions(json.getOrDefault("launcher", "").toString(), gates);
  }
}
