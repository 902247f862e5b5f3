package dev.patchbay.core.job;

import java.util.List;

/**
 * Whether a condition holds, and why.
 *
 * @param condition as the definition writes it
 * @param reason what was found; empty when the parts say it
 */
public record Match(boolean matched, String condition, String reason, List<Match> parts) {
  public Match {
    parts = List.copyOf(parts);
  }

  /** One line for each condition, parts below and indented. */
  public String text() {
    StringBuilder text = new StringBuilder();
    write(text, "");
    return text.toString().stripTrailing();
  }

  private void write(StringBuilder text, String indent) {
    text.append(indent).append(matched ? "yes: " : "no: ").append(condition);
    if (!reason.isEmpty()) {
      text.append(": ").append(reason);
    }
    text.append('\n');
    parts.forEach(part -> part.write(text, indent + "  "));
  }
}
