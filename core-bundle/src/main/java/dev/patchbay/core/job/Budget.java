package dev.patchbay.core.job;

import java.util.function.Function;

/**
 * How much work the conditions of all jobs may do on one event, so that no push holds up others.
 */
final class Budget {
  /** There is nothing left. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Spent() {
      super("the budget is spent", null, false, false);
    }
  }

  private long left;

  Budget(long units) {
    this.left = units;
  }

  /** No more than one can count. */
  static Budget endless() {
    return new Budget(Long.MAX_VALUE);
  }

  /** Takes some of it, about ten nanoseconds each. */
  void spend(long units) {
    left -= units;
    if (left < 0) {
      throw new Spent();
    }
  }

  /** What a part may take: all that is left, but no more than its share. */
  <T> T share(long most, Function<Budget, T> part) {
    Budget share = new Budget(Math.max(0, Math.min(most, left)));
    long before = share.left;
    try {
      return part.apply(share);
    } finally {
      left -= before - Math.max(0, share.left);
    }
  }
}
