package dev.patchbay.core.board;

/** A call into a plugin did not end well. */
public final class CallFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public CallFailed(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }

  /** Whether it took too long, also when it returned after all. */
  public boolean timedOut() {
    return failure.timedOut();
  }
}
