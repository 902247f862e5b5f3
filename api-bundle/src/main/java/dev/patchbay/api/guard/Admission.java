package dev.patchbay.api.guard;

import static java.util.Objects.requireNonNull;

/**
 * The decision of a guard.
 *
 * @param admitted whether the run may start
 * @param principal on whose behalf it runs; empty when the guard does not know, or denied
 * @param reason why it was denied, for people, without any secret; empty when it was admitted
 */
public record Admission(boolean admitted, String principal, String reason) {

  /** Refuses null. */
  public Admission {
    requireNonNull(principal, "principal");
    requireNonNull(reason, "reason");
  }

  /** Admits the run on behalf of {@code principal}, which becomes part of its receipt. */
  public static Admission admit(String principal) {
    return new Admission(true, principal, "");
  }

  /** Denies the run; the reason is stored and shown, so it never carries a secret. */
  public static Admission deny(String reason) {
    return new Admission(false, "", reason);
  }
}
