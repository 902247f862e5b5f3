package dev.patchbay.launcher.logging;

import java.time.Duration;

/** Lets so many lines of one plugin pass in a time; more of them is a flood, and is dropped. */
final class Restraint {
  enum Verdict {
    PASSES,
    /** It passes; the next ones of this time do not. */
    LAST,
    DROPPED
  }

  private final int most;
  private final long window;
  private long began;
  private int passed;

  Restraint(int most, Duration window) {
    this.most = most;
    this.window = window.toMillis();
  }

  /**
   * @param now in milliseconds; a clock that was set back begins anew
   */
  synchronized Verdict judge(long now) {
    if (now - began >= window || now < began) {
      began = now;
      passed = 0;
    }
    if (passed >= most) {
      return Verdict.DROPPED;
    }
    passed++;
    return passed == most ? Verdict.LAST : Verdict.PASSES;
  }
}
