package dev.patchbay.slack;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.TagCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of what happens in Git. */
final class GitMessages {
  private static final int COMMIT_MESSAGE = 200;

  private GitMessages() {}

  /** Of the main branch only, and of tags, which are on no branch. */
  static List<Message> of(GitEvent event) {
    boolean tag = event instanceof TagCreated;
    if (!event.branch().equals("main") && !(tag && event.branch().isEmpty())) {
      return List.of();
    }
    String emoji;
    String description;
    switch (event.type()) {
      case "push" -> {
        emoji = "📤";
        description = "Push to " + Mrkdwn.escape(event.branch());
      }
      case "merge" -> {
        emoji = "🔀";
        String target = event.targetBranch().isEmpty() ? event.branch() : event.targetBranch();
        description = "Merge to " + Mrkdwn.escape(target);
      }
      case "tag" -> {
        emoji = "🏷️";
        description = "Tag created: " + Mrkdwn.escape(event.tag());
      }
      default -> {
        emoji = "📡";
        description = "Git event detected";
      }
    }
    List<String> sections = new ArrayList<>();
    sections.add(
        "*%s*\n%s %s\n*Author:* %s\n*Files changed:* %d"
            .formatted(
                description,
                emoji,
                event.type().toUpperCase(Locale.ROOT),
                Mrkdwn.orUnknown(event.author().name()),
                event.changedPaths().size()));
    if (!event.message().isEmpty()) {
      sections.add(
          "*Commit Message:*\n```\n" + Mrkdwn.beginning(event.message(), COMMIT_MESSAGE) + "\n```");
    }
    return List.of(new Message(List.of("git"), emoji + " " + description, sections));
  }
}
