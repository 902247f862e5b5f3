package dev.patchbay.core.job;

import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One key of {@code on} with its values. */
record Predicate(String key, String values, Function<Facts, Finding> test) implements Condition {
  private static final Logger LOG = LoggerFactory.getLogger(Predicate.class);

  /** The verdict of a test and what it was found on. */
  record Finding(boolean matched, String reason) {
    static Finding yes(String reason) {
      return new Finding(true, reason);
    }

    static Finding no(String reason) {
      return new Finding(false, reason);
    }
  }

  @Override
  public Match match(Facts facts) {
    String condition = key + " " + values;
    try {
      Finding finding = test.apply(facts);
      return new Match(finding.matched(), condition, finding.reason(), List.of());
    } catch (Budget.Spent spent) {
      LOG.warn(
          "{}: '{}' costs too much on event {}; it was given up and does not match",
          facts.event().repository(),
          condition,
          facts.event().id());
      String reason = "given up: it costs too much on this event";
      return new Match(false, condition, reason, List.of());
    }
  }
}
