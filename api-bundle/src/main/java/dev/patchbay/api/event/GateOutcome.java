package dev.patchbay.api.event;

/** What a gate said of a level, or what kept it from saying anything. */
public enum GateOutcome {
  /** The gate is content. */
  PASS,
  /** The gate is not; the run stops when the gate is required. */
  FAIL,
  /** The gate had nothing to judge; it counts as passed. */
  SKIP,
  /**
   * The gate threw, returned nothing, or is missing; recorded by the daemon, fails when required.
   */
  ERROR,
  /** The gate did not answer in time; recorded by the daemon, fails when required. */
  TIMEOUT;

  /** Whether a required gate with this outcome lets the run go on. */
  public boolean passed() {
    return this == PASS || this == SKIP;
  }
}
