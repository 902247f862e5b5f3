package dev.patchbay.api.gate;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.event.GateOutcome;
import java.util.List;

/**
 * What a gate says: pass, fail or skip. The daemon makes the gate's result of it, with name,
 * duration and output.
 *
 * @param outcome {@code PASS}, {@code FAIL} or {@code SKIP}; the others are the daemon's to record
 * @param message why, for people; may be empty, and is cut after 16 KiB
 * @param findings what it found, most important first: the result keeps 200, the gate's log all
 */
public record Verdict(GateOutcome outcome, String message, List<Finding> findings) {

  /** Refuses null and the outcomes that are not a gate's to give. */
  public Verdict {
    requireNonNull(outcome, "outcome");
    requireNonNull(message, "message");
    findings = List.copyOf(findings);
    if (outcome == GateOutcome.ERROR || outcome == GateOutcome.TIMEOUT) {
      throw new IllegalArgumentException("a gate says PASS, FAIL or SKIP, not " + outcome);
    }
  }

  /** The gate is content. */
  public static Verdict pass(String message) {
    return new Verdict(GateOutcome.PASS, message, List.of());
  }

  /** The gate is not content. */
  public static Verdict fail(String message) {
    return new Verdict(GateOutcome.FAIL, message, List.of());
  }

  /** The gate is not content, because of these. */
  public static Verdict fail(String message, List<Finding> findings) {
    return new Verdict(GateOutcome.FAIL, message, findings);
  }

  /** The gate has nothing to judge here; it counts as passed. */
  public static Verdict skip(String message) {
    return new Verdict(GateOutcome.SKIP, message, List.of());
  }

  /** The same verdict with these findings. */
  public Verdict with(List<Finding> found) {
    return new Verdict(outcome, message, found);
  }
}
