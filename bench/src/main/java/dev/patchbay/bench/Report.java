package dev.patchbay.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** The table: what was measured, its median, its spread, and the goal where there is one. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
    out.printf("%-52s %14s   %-25s %s%n", "what", "median", "lowest to highest", "goal");
  }

  void row(String what, String unit, double... values) {
    row(what, unit, "", values);
  }

  void row(String what, String unit, String goal, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    out.printf(
        Locale.ROOT,
        "%-52s %14s   %-25s %s%n",
        what,
        text(sorted[sorted.length / 2]) + " " + unit,
        text(sorted[0]) + " to " + text(sorted[sorted.length - 1]),
        goal);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
  }
}
