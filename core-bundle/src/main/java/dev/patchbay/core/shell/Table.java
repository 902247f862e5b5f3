package dev.patchbay.core.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns for people; the last one gives way to a narrow terminal. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    row(titles);
  }

  Table row(String... cells) {
    rows.add(Arrays.stream(cells).map(Table::plain).toList());
    return this;
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /**
   * Names and messages come from outside: a control character in them must not reach a terminal.
   */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  void print(Call call) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    PrintStream out = call.out();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        line.append(row.get(i));
        line.repeat(' ', widths[i] - DisplayWidth.of(row.get(i))).append(GAP);
      }
      String last = row.getLast();
      int room = call.columns() - DisplayWidth.of(line.toString());
      if (call.columns() > 0 && room > 10) {
        last = DisplayWidth.cut(last, room);
      }
      out.println(line.append(last).toString().stripTrailing());
    }
  }
}
