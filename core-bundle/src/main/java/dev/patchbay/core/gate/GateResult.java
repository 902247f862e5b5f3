package dev.patchbay.core.gate;

import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.gate.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gate said, or what kept it from it.
 *
 * @param command the command as it was run; empty for a plugin's gate
 * @param exitCode negative where nothing has ended, so that there is none
 * @param stdout the end of it, or what a plugin's gate said when it was content
 * @param stderr the end of it, or what a plugin's gate said when it was not
 * @param message why, in one line; may be empty
 */
public record GateResult(
    String gateName,
    GateOutcome result,
    String command,
    int exitCode,
    String stdout,
    String stderr,
    Duration duration,
    Instant timestamp,
    boolean required,
    String message,
    List<Finding> findings) {

  public GateResult {
    findings = List.copyOf(findings);
  }

  /** Whether the gates after it are not asked any more, and the level has failed. */
  public boolean stops() {
    return required && !result.passed();
  }

  /** As listings and receipts have it: what is absent is left out. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gateName", gateName);
    json.put("result", result.name());
    if (!command.isEmpty()) {
      json.put("command", command);
    }
    if (exitCode >= 0) {
      json.put("exitCode", exitCode);
    }
    json.put("stdout", stdout);
    json.put("stderr", stderr);
    json.put("durationMs", duration.toMillis());
    json.put("timestamp", timestamp.toString());
    json.put("required", required);
    if (!message.isEmpty()) {
      json.put("message", message);
    }
    if (!findings.isEmpty()) {
      json.put("findings", findings.stream().map(GateResult::json).toList());
    }
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("severity", finding.severity());
    json.put("message", finding.message());
    json.put("path", finding.path());
    json.values().removeIf(""::equals);
    if (finding.line() > 0) {
      json.put("line", finding.line());
    }
    return json;
  }
}
