package dev.patchbay.core.job;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of RE2's syntax whose size and work are bounded: no pattern, and no text it
 * is held against, takes more than its budget.
 */
final class BoundedPattern {
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_WEIGHT = 2000;

  private final Pattern pattern;
  private final long weight;

  private BoundedPattern(Pattern pattern, long weight) {
    this.pattern = pattern;
    this.weight = weight;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static BoundedPattern of(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "expected a regular expression of 1 to " + MAX_LENGTH + " characters");
    }
    long weight = PatternWeight.of(text);
    if (weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "the repetitions of this regular expression multiply to more than " + MAX_WEIGHT);
    }
    try {
      return new BoundedPattern(Pattern.compile(text), weight);
    } catch (PatternSyntaxException broken) {
      throw new IllegalArgumentException(
          "not a regular expression (RE2 syntax): " + broken.getDescription(), broken);
    }
  }

  /** Whether the expression is found anywhere in the text; each look costs its weight. */
  boolean find(CharSequence text, Budget budget) {
    return pattern.matcher(new Metered(text, weight, budget)).find();
  }

  /** A text that counts how often it is looked at. */
  private record Metered(CharSequence text, long weight, Budget budget) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      budget.spend(weight);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Metered(text.subSequence(start, end), weight, budget);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
