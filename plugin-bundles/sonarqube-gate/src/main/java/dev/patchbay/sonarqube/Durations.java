package dev.patchbay.sonarqube;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options that are a duration, written as elsewhere in patchbay.yaml. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|)");

  private Durations() {}

  static Duration parse(String option, String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new PluginException(
          Kind.CONFIGURATION,
          "sonarqube-gate: the option %s is '%s': expected a duration such as 500ms, 30s or 4m"
              .formatted(option, text));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
