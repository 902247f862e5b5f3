package dev.patchbay.core.shell;

/** How many cells of a terminal a text takes: none for what combines, two for what is wide. */
final class DisplayWidth {
  /** First and last code points of what East Asian fonts draw in two cells. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x4DBF},
    {0x4E00, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x20000, 0x3FFFD}
  };

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** The beginning of a text that fits, marked where something was cut. */
  static String cut(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    StringBuilder cut = new StringBuilder();
    int taken = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int point = text.codePointAt(at);
      taken += of(point);
      if (taken > cells - 1) {
        break;
      }
      cut.appendCodePoint(point);
    }
    return cut.append('…').toString();
  }

  private static int of(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return Character.isEmojiPresentation(point) || isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    for (int[] range : WIDE) {
      if (point >= range[0] && point <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
