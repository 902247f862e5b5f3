package dev.patchbay.api.gate;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Judges the result of a level. A plugin publishes it as an OSGi service; the service property
 * {@code gate} is the name by which job definitions call it, the plugin's name when there is none.
 */
@ConsumerType
public interface QualityGate {

  /**
   * Judges one level. Called when the tasks of the level are done, after its commands and the gates
   * listed before it, and not when one of those that was required has stopped the level; possibly
   * for several runs at the same time, on different threads. The limit is the gate entry's {@code
   * timeout} (300 s by default): then the call is interrupted and the outcome is {@code TIMEOUT}; a
   * gate that has not returned 5 s later is quarantined.
   *
   * @param context what to judge; the gate can change nothing by it
   * @return the verdict, never null
   * @throws Exception makes the outcome {@code ERROR}, which fails the level when the gate is
   *     required
   */
  Verdict check(GateContext context) throws Exception;
}
