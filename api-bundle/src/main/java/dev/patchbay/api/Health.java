package dev.patchbay.api;

import static java.util.Objects.requireNonNull;

/**
 * How a plugin is, as it sees itself.
 *
 * @param state how it is
 * @param message why, for people; may be empty, never carries a secret
 */
public record Health(State state, String message) {

  /** Refuses null. */
  public Health {
    requireNonNull(state, "state");
    requireNonNull(message, "message");
  }

  /** All is well. */
  public static Health healthy() {
    return new Health(State.HEALTHY, "");
  }

  /** It works with restrictions. */
  public static Health degraded(String message) {
    return new Health(State.DEGRADED, message);
  }

  /** It does not work. */
  public static Health unhealthy(String message) {
    return new Health(State.UNHEALTHY, message);
  }

  /** It cannot tell. */
  public static Health unknown(String message) {
    return new Health(State.UNKNOWN, message);
  }

  /** How a plugin is. */
  public enum State {
    /** All is well. */
    HEALTHY,
    /** It works with restrictions. */
    DEGRADED,
    /** It does not work. */
    UNHEALTHY,
    /** It cannot tell. */
    UNKNOWN
  }
}
