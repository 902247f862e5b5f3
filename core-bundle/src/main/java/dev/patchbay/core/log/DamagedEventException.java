package dev.patchbay.core.log;

import org.jspecify.annotations.Nullable;

/** A row of the log that cannot be trusted; whoever reads decides, nobody passes over it. */
public final class DamagedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long seq;

  DamagedEventException(long seq, String what, @Nullable Throwable cause) {
    super(
        "Event %d of the log is damaged: %s. Put back a copy of the database, or see what the"
                .formatted(seq, what)
            + " disk reports",
        cause);
    this.seq = seq;
  }

  public long seq() {
    return seq;
  }
}
