package dev.patchbay.core.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words as POSIX quoting has them. Only that: there is no shell, so
 * {@code $}, {@code |}, {@code ;}, {@code *} and {@code #} are ordinary characters.
 */
public final class ArgumentVector {

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private int at;

  private ArgumentVector(String line) {
    this.line = line;
  }

  /**
   * @throws CommandSyntaxException naming the column (from 1) of what is not closed or is missing
   */
  public static List<String> split(String line) {
    List<String> words = new ArgumentVector(line).words();
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new CommandSyntaxException("the command is empty: name a program to run");
    }
    return words;
  }

  private List<String> words() {
    while (at < line.length()) {
      char c = line.charAt(at);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> take(c);
      }
      at++;
    }
    endWord();
    return List.copyOf(words);
  }

  private void singleQuoted() {
    int close = line.indexOf('\'', at + 1);
    if (close < 0) {
      throw unclosed("'", at);
    }
    started = true;
    word.append(line, at + 1, close);
    at = close;
  }

  private void doubleQuoted() {
    int open = at;
    started = true;
    for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
      char c = line.charAt(at);
      if (c != '\\' || at + 1 == line.length()) {
        word.append(c);
        continue;
      }
      char next = line.charAt(++at);
      // Within double quotes a backslash is kept before whatever needs no escaping.
      if ("$`\"\\\n".indexOf(next) < 0) {
        word.append(c);
      }
      if (next != '\n') {
        word.append(next);
      }
    }
    if (at >= line.length()) {
      throw unclosed("\"", open);
    }
  }

  private void escaped() {
    if (at + 1 == line.length()) {
      throw new CommandSyntaxException(
          "nothing follows the backslash at column " + (at + 1) + "; write \\\\ for a backslash");
    }
    char next = line.charAt(++at);
    if (next != '\n') {
      take(next);
    }
  }

  private void take(char c) {
    started = true;
    word.append(c);
  }

  private void endWord() {
    if (started) {
      words.add(word.toString());
      word.setLength(0);
      started = false;
    }
  }

  private static CommandSyntaxException unclosed(String quote, int open) {
    return new CommandSyntaxException(
        "the quote "
            + quote
            + " at column "
            + (open + 1)
            + " is not closed; close it or escape it with \\");
  }
}
