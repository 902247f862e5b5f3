package dev.patchbay.core.job;

import java.util.Arrays;

/**
 * A pattern over names with slashes: {@code *} is any text without a slash, {@code **} any text,
 * {@code **}{@code /} any folders or none, {@code ?} one character other than a slash; all else is
 * itself. Time grows with pattern times name, whatever both are.
 */
public final class Glob {
  /** Longer patterns are refused. */
  public static final int MAX_LENGTH = 1000;

  private static final int ONE = -1;
  private static final int STAR = -2;
  private static final int ANY = -3;
  private static final int FOLDERS = -4;

  private final String text;
  private final int[] tokens;
  private final String prefix;
  private final String suffix;

  private Glob(String text, int[] tokens) {
    this.text = text;
    this.tokens = tokens;
    this.prefix = literal(tokens, 0, 1);
    this.suffix = literal(tokens, tokens.length - 1, -1);
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException when it is empty or too long
   */
  public static Glob of(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "expected a pattern of 1 to " + MAX_LENGTH + " characters");
    }
    int[] points = text.codePoints().toArray();
    int[] tokens = new int[points.length];
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      if (points[i] == '?') {
        tokens[count++] = ONE;
      } else if (points[i] != '*') {
        tokens[count++] = points[i];
      } else {
        int stars = 1;
        while (i + stars < points.length && points[i + stars] == '*') {
          stars++;
        }
        boolean begins = i == 0 || points[i - 1] == '/';
        i += stars - 1;
        boolean folders = stars > 1 && begins && i + 1 < points.length && points[i + 1] == '/';
        tokens[count++] = folders ? FOLDERS : stars > 1 ? ANY : STAR;
        i += folders ? 1 : 0;
      }
    }
    return new Glob(text, Arrays.copyOf(tokens, count));
  }

  public boolean matches(String name) {
    return matches(name, Budget.endless());
  }

  boolean matches(String name, Budget budget) {
    budget.spend(1);
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) {
      return false;
    }
    long[] states = new long[tokens.length / Long.SIZE + 1];
    long[] next = new long[states.length];
    enter(states, 0);
    int at = 0;
    while (at < name.length()) {
      int point = name.codePointAt(at);
      at += Character.charCount(point);
      Arrays.fill(next, 0);
      budget.spend(states.length + step(states, next, point));
      long[] spare = states;
      states = next;
      next = spare;
    }
    return (states[tokens.length / Long.SIZE] >>> tokens.length & 1) != 0;
  }

  /** The states after one more character, and how many there were before. */
  private int step(long[] states, long[] next, int point) {
    int count = 0;
    for (int word = 0; word < states.length; word++) {
      for (long bits = states[word]; bits != 0; bits &= bits - 1) {
        int state = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
        count++;
        if (state < tokens.length) {
          step(state, next, point);
        }
      }
    }
    return count;
  }

  private void step(int state, long[] next, int point) {
    switch (tokens[state]) {
      case ANY -> enter(next, state);
      case FOLDERS -> {
        set(next, state);
        if (point == '/') {
          enter(next, state + 1);
        }
      }
      case STAR -> {
        if (point != '/') {
          enter(next, state);
        }
      }
      case ONE -> {
        if (point != '/') {
          enter(next, state + 1);
        }
      }
      default -> {
        if (point == tokens[state]) {
          enter(next, state + 1);
        }
      }
    }
  }

  /** A state, and those that are reached from it without a character. */
  private void enter(long[] states, int first) {
    int state = first;
    set(states, state);
    while (state < tokens.length && tokens[state] <= STAR) {
      set(states, ++state);
    }
  }

  private static void set(long[] states, int state) {
    states[state / Long.SIZE] |= 1L << state;
  }

  /** The characters from one end up to the first that is not itself. */
  private static String literal(int[] tokens, int from, int step) {
    StringBuilder literal = new StringBuilder();
    for (int i = from; i >= 0 && i < tokens.length && tokens[i] >= 0; i += step) {
      literal.insert(step > 0 ? literal.length() : 0, Character.toString(tokens[i]));
    }
    return literal.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
