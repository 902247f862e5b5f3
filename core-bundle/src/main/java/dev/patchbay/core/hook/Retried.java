package dev.patchbay.core.hook;

/**
 * What came of delivering a dead letter again.
 *
 * @param letter its id
 * @param delivered whether it was taken, and so is no more
 * @param error why it is still there
 */
public record Retried(String letter, boolean delivered, String error) {
  static Retried taken(String letter) {
    return new Retried(letter, true, "");
  }

  static Retried kept(String letter, String error) {
    return new Retried(letter, false, error);
  }
}
