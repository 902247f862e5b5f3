package dev.patchbay.core.job;

import java.util.Arrays;
import java.util.BitSet;

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

  private Glob(String text, int[] tokens) {
    this.text = text;
    this.tokens = tokens;
    this.prefix = literalPrefix(tokens);
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
    if (!name.startsWith(prefix)) {
      return false;
    }
    BitSet states = new BitSet(tokens.length + 1);
    enter(states, 0);
    int before = '/';
    for (int at = 0; at < name.length() && !states.isEmpty(); at += Character.charCount(before)) {
      before = name.codePointAt(at);
      states = step(states, before);
    }
    return states.get(tokens.length);
  }

  /** The states after one more character. */
  private BitSet step(BitSet states, int point) {
    BitSet next = new BitSet(tokens.length + 1);
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      if (state == tokens.length) {
        break;
      }
      switch (tokens[state]) {
        case ONE -> {
          if (point != '/') {
            enter(next, state + 1);
          }
        }
        case STAR -> {
          if (point != '/') {
            enter(next, state);
          }
        }
        case ANY -> enter(next, state);
        case FOLDERS -> {
          next.set(state);
          if (point == '/') {
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
    return next;
  }

  /** A state, and those that are reached from it without a character. */
  private void enter(BitSet states, int first) {
    int state = first;
    states.set(state);
    while (state < tokens.length && (tokens[state] <= STAR)) {
      states.set(++state);
    }
  }

  private static String literalPrefix(int[] tokens) {
    StringBuilder literal = new StringBuilder();
    for (int token : tokens) {
      if (token < 0) {
        break;
      }
      literal.appendCodePoint(token);
    }
    return literal.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
