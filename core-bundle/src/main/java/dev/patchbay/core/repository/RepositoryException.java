package dev.patchbay.core.repository;

import java.util.Objects;

/** What is wrong with a repository, in words for its owner. */
public final class RepositoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds that callers tell apart. */
  public enum Reason {
    NOT_A_REPOSITORY,
    NO_PERMISSION,
    UNSUPPORTED,
    GONE,
    NOT_FOUND,
    FAILED
  }

  private final Reason reason;

  public RepositoryException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public RepositoryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
