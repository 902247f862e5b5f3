package dev.patchbay.core.job;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes when its counted repetitions are written out: RE2 does so,
 * and {@code ((a{1000}){1000}){1000}} would fill the memory.
 */
final class PatternWeight {
  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;
  private int at;

  private PatternWeight(String text) {
    this.text = text;
  }

  /**
   * The number of steps at least; {@link Long#MAX_VALUE} for what cannot be told.
   *
   * @throws IllegalArgumentException for a quotation, which would hide what follows
   */
  static long of(String text) {
    return new PatternWeight(text).weigh();
  }

  private long weigh() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case '\\' -> {
          if (at < text.length() && text.charAt(at) == 'Q') {
            throw new IllegalArgumentException("\\Q is not supported; escape each character");
          }
          at++;
          atom(1);
        }
        case '[' -> {
          skipClass();
          atom(2);
        }
        case '(' -> {
          outer.push(sum);
          sum = 1;
        }
        case ')' -> {
          long inner = sum;
          sum = outer.isEmpty() ? 0 : outer.pop();
          atom(inner);
        }
        case '{' -> repeat();
        default -> atom(1);
      }
    }
    while (!outer.isEmpty()) {
      sum = capped(sum + outer.pop());
    }
    return sum;
  }

  private void atom(long weight) {
    last = capped(weight);
    sum = capped(sum + last);
  }

  private void skipClass() {
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 1;
      } else if (text.charAt(at) == '\\') {
        at++;
      }
      at++;
    }
    at++;
  }

  private void repeat() {
    int close = text.indexOf('}', at);
    String count = close < 0 ? "" : text.substring(at, close);
    if (!count.matches("[0-9]{1,6}(,[0-9]{0,6})?")) {
      atom(1);
      return;
    }
    long times = 1;
    for (String bound : count.split(",")) {
      times = Math.max(times, Long.parseLong(bound));
    }
    sum = capped(sum + last * (times - 1));
    last = capped(last * times);
    at = close + 1;
  }

  private static long capped(long weight) {
    return Math.min(weight, 1_000_000_000L);
  }
}
