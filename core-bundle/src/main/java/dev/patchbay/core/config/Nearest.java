package dev.patchbay.core.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a user most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** The known name closest to an unknown one, if any is close enough to be worth a question. */
  public static Optional<String> to(String name, Collection<String> known) {
    String wanted = fold(name);
    Optional<String> best = Optional.empty();
    int least = 1 + Math.max(1, Math.min(4, wanted.length() / 3));
    for (String candidate : known) {
      String folded = fold(candidate);
      int distance = distance(wanted, folded);
      if (distance >= least && wanted.length() >= 3 && folded.startsWith(wanted)) {
        distance = least - 1;
      }
      boolean better =
          distance < least
              || (distance == least
                  && best.isPresent()
                  && begins(wanted, folded)
                  && !begins(wanted, fold(best.get())));
      if (better) {
        least = distance;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** Of two that are as near, who begins alike is meant: few slip at the first letter. */
  private static boolean begins(String name, String other) {
    return !name.isEmpty() && !other.isEmpty() && name.charAt(0) == other.charAt(0);
  }

  /** {@code "; did you mean 'x'?"}, or nothing, also when it is known itself. */
  public static String hint(String name, Collection<String> known) {
    return to(name, known)
        .filter(nearest -> !nearest.equals(name))
        .map(nearest -> "; did you mean '" + nearest + "'?")
        .orElse("");
  }

  private static String fold(String name) {
    String folded = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return folded.length() <= 100 ? folded : folded.substring(0, 100);
  }

  /** Damerau-Levenshtein: insertions, deletions, substitutions, swaps of neighbours. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
