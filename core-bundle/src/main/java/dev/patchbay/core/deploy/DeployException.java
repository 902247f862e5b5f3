package dev.patchbay.core.deploy;

/** A plugin cannot be installed, updated or removed; what ran before still runs. */
public final class DeployException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unknown;

  private DeployException(String message, boolean unknown) {
    super(message);
    this.unknown = unknown;
  }

  static DeployException refused(String message) {
    return new DeployException(message, false);
  }

  static DeployException unknown(String message) {
    return new DeployException(message, true);
  }

  /** Whether the name itself was wrong: there is no such plugin or file. */
  public boolean isUnknown() {
    return unknown;
  }
}
