package dev.patchbay.core.gate;

import java.io.IOException;
import java.time.Duration;

/** Something that can be asked to judge. */
interface Gate {

  GateInfo info();

  /** Whether nobody may see what it is configured with under this key. */
  boolean isSecret(String key);

  /**
   * Judges within the timeout.
   *
   * @throws IOException when the gate could not be asked: an error, which fails when required
   */
  Judgement judge(GateRequest request, Duration timeout, GateLog log)
      throws IOException, InterruptedException;
}
