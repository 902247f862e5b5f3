package dev.patchbay.core.gate;

import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.gate.Finding;
import java.util.List;

/** What came of asking a gate, before it is known how long it took and whether it counts. */
record Judgement(
    GateOutcome outcome,
    String command,
    int exitCode,
    String stdout,
    String stderr,
    String message,
    List<Finding> findings) {

  /** The exit code where there is none to be had. */
  static final int NO_EXIT = -1;

  /** Of a gate that was not asked. */
  static Judgement late() {
    String message = "the time of the run was over";
    return new Judgement(GateOutcome.TIMEOUT, "", NO_EXIT, "", message, message, List.of());
  }

  static Judgement error(String command, String message) {
    return new Judgement(GateOutcome.ERROR, command, NO_EXIT, "", message, message, List.of());
  }
}
