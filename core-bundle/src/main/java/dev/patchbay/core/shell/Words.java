package dev.patchbay.core.shell;

import dev.patchbay.core.config.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times and ids as people read and write them. */
final class Words {
  private Words() {}

  static String took(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + "ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
    }
    long seconds = duration.toSeconds();
    return seconds < 3600
        ? seconds / 60 + "m" + seconds % 60 + "s"
        : seconds / 3600 + "h" + seconds / 60 % 60 + "m";
  }

  static String at(Instant time) {
    return time.isAfter(Instant.EPOCH) ? time.truncatedTo(ChronoUnit.SECONDS).toString() : "";
  }

  static String commit(String id) {
    return id.length() > 10 ? id.substring(0, 10) : id;
  }

  static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /**
   * A time, a day, or how long ago: {@code 2026-01-01T00:00:00Z}, {@code 2026-01-01}, {@code 2h}.
   */
  static Instant time(String option, String written) {
    try {
      if (written.contains("T")) {
        return Instant.parse(written);
      }
      if (written.contains("-")) {
        return LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      Optional<Duration> ago = Durations.parse(written);
      return ago.map(Instant.now()::minus).orElseThrow(() -> new DateTimeException(written));
    } catch (DateTimeException e) {
      throw new CommandFailure(
          CommandFailure.WRONG,
          option
              + " takes a time such as 2026-01-01T00:00:00Z, a day such as 2026-01-01 or a time ago"
              + " such as 2h, not '"
              + written
              + "'");
    }
  }
}
