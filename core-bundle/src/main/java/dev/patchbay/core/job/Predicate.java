package dev.patchbay.core.job;

import java.util.List;
import java.util.function.Function;

/** One key of {@code on} with its values. */
record Predicate(String key, String values, Function<Facts, Finding> test) implements Condition {
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
    Finding finding = test.apply(facts);
    return new Match(finding.matched(), key + " " + values, finding.reason(), List.of());
  }
}
