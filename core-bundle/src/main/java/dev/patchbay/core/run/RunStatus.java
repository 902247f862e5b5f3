package dev.patchbay.core.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
  QUEUED,
  RUNNING,
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  DENIED;

  /** As listings, receipts and the store write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing more will happen to the run. */
  public boolean ended() {
    return this != QUEUED && this != RUNNING && this != PAUSED;
  }
}
