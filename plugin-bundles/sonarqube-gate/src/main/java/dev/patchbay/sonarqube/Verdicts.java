package dev.patchbay.sonarqube;

import dev.patchbay.api.gate.Finding;
import dev.patchbay.api.gate.Verdict;
import dev.patchbay.http.JsonObject;
import java.util.List;
import java.util.Map;

/** SonarQube's answers as verdicts. */
final class Verdicts {
  private static final Map<String, String> WORDS =
      Map.of("LT", "is less than", "GT", "is greater than", "EQ", "equals", "NE", "differs from");

  private Verdicts() {}

  static Verdict analysisFailed(String what, JsonObject task) {
    String reason = task.text("errorMessage");
    return Verdict.fail(
        "SonarQube's last analysis of %s is %s%s: mend it and analyse again"
            .formatted(what, task.text("status"), reason.isEmpty() ? "" : " (" + reason + ")"));
  }

  static Verdict of(String what, JsonObject projectStatus) {
    String status = projectStatus.text("status");
    List<JsonObject> failing =
        projectStatus.objects("conditions").stream()
            .filter(condition -> condition.text("status").equals("ERROR"))
            .toList();
    return switch (status) {
      case "OK", "WARN" -> Verdict.pass("SonarQube's quality gate of " + what + " is passed");
      case "ERROR" ->
          Verdict.fail(
              "SonarQube's quality gate of %s is not passed: %d of %d conditions fail"
                  .formatted(what, failing.size(), projectStatus.objects("conditions").size()),
              failing.stream().map(Verdicts::finding).toList());
      default ->
          Verdict.fail(
              "SonarQube has no quality gate result for %s (status %s): give it a quality gate and analyse it"
                  .formatted(what, status.isEmpty() ? "absent" : status));
    };
  }

  private static Finding finding(JsonObject condition) {
    String comparator = condition.text("comparator");
    return Finding.of(
        "error",
        "%s %s %s %s"
            .formatted(
                condition.text("metricKey"),
                condition.text("actualValue"),
                WORDS.getOrDefault(comparator, comparator),
                condition.text("errorThreshold")));
  }
}
