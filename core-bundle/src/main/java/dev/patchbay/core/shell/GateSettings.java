package dev.patchbay.core.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code GATE.KEY=VALUE} of the command line. */
final class GateSettings {
  private GateSettings() {}

  static Map<String, Map<String, Object>> of(List<String> written) {
    Map<String, Map<String, Object>> gates = new HashMap<>();
    for (String each : written) {
      int equals = each.indexOf('=');
      int dot = each.indexOf('.');
      if (dot < 1 || equals < dot + 2) {
        throw new CommandFailure(
            CommandFailure.WRONG, "--gate-config takes GATE.KEY=VALUE, not '" + each + "'");
      }
      gates
          .computeIfAbsent(each.substring(0, dot), gate -> new HashMap<>())
          .put(each.substring(dot + 1, equals), value(each.substring(equals + 1)));
    }
    return gates;
  }

  /** As it would be read in a job's file. */
  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
  }
}
