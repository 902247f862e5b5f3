package dev.patchbay.core.run;

/** Takes the transaction back in which a run was to start. */
final class NotStarted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean locked;

  private NotStarted(String message, boolean locked) {
    super(message, null, false, false);
    this.locked = locked;
  }

  static NotStarted locked() {
    return new NotStarted("its job is locked", true);
  }

  static NotStarted notQueued() {
    return new NotStarted("it is not queued any more", false);
  }

  /** Whether another run has the lock, so that trying again later helps. */
  boolean isLocked() {
    return locked;
  }
}
