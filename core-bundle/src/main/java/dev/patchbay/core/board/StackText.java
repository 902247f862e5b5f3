package dev.patchbay.core.board;

import org.jspecify.annotations.Nullable;

/** What a plugin threw as text that is bounded, whatever the plugin made of it. */
final class StackText {
  private static final int MESSAGE = 4000;
  private static final int FRAMES = 60;
  private static final int CAUSES = 8;

  private StackText() {}

  /** Where it was thrown and why, the top of each stack. */
  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < CAUSES; depth++) {
      text.append(depth == 0 ? "" : "Caused by: ").append(message(each.toString())).append('\n');
      StackTraceElement[] frames = each.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        text.append("\tat ").append(frames[i]).append('\n');
      }
      if (frames.length > FRAMES) {
        text.append("\t... ").append(frames.length - FRAMES).append(" more\n");
      }
      each = each.getCause();
    }
    return text.toString();
  }

  /** The beginning of what it says. */
  static String message(@Nullable String said) {
    String all = String.valueOf(said);
    return all.length() > MESSAGE ? all.substring(0, MESSAGE) + " …" : all;
  }
}
