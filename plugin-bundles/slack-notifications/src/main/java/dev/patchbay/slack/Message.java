package dev.patchbay.slack;

import java.util.List;
import java.util.Map;

/**
 * One message: for whom, the text of its notification, and the sections of its body.
 *
 * @param purposes names of channels, the first that is configured is taken
 * @param sections mrkdwn, escaped and short enough for Slack
 */
record Message(List<String> purposes, String text, List<String> sections) {

  Message {
    purposes = List.copyOf(purposes);
    sections = List.copyOf(sections);
  }

  List<Map<String, Object>> blocks() {
    return sections.stream()
        .map(
            text ->
                Map.<String, Object>of(
                    "type", "section", "text", Map.of("type", "mrkdwn", "text", text)))
        .toList();
  }
}
