package dev.patchbay.slack;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.DaemonStarted;
import dev.patchbay.api.event.DaemonStopping;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobFinished;
import dev.patchbay.api.event.JobStarting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is said of which event; of most nothing. */
record Messages(Set<String> environments) {
  private static final int STACK = 500;
  private static final int ARTIFACTS = 2_800;

  List<Message> of(Event event) {
    return switch (event) {
      case DaemonStarted started ->
          List.of(
              new Message(
                  List.of("system"),
                  "🚀 Patchbay daemon started",
                  List.of(
                      "*Patchbay Daemon Started*\n:rocket: System is now monitoring for Git events"
                          + "\n*Host:* "
                          + Mrkdwn.orUnknown(started.host())
                          + time(started.time()))));
      case DaemonStopping stopping ->
          List.of(
              new Message(
                  List.of("system"),
                  "⏹️ Patchbay daemon stopped",
                  List.of(
                      "*Patchbay Daemon Stopped*\n:stop_sign: System is no longer monitoring"
                          + time(stopping.time()))));
      case JobStarting starting -> starting(starting);
      case JobFailed failed -> {
        List<Message> both = new ArrayList<>(finished(failed));
        both.addAll(failed(failed));
        yield both;
      }
      case JobFinished finished -> finished(finished);
      case GitEvent git -> GitMessages.of(git);
      default -> List.of();
    };
  }

  private static List<Message> starting(JobStarting event) {
    if (!event.context().critical()) {
      return List.of();
    }
    String job = Mrkdwn.escape(event.job());
    String trigger = event.context().trigger().kind();
    return List.of(
        new Message(
            List.of("jobs"),
            "🔄 Starting critical job: " + job,
            List.of(
                "*Job Starting*\n:arrows_counterclockwise: `"
                    + job
                    + "`"
                    + branch(event.context())
                    + "\n*Trigger:* "
                    + (trigger.isEmpty() ? "manual" : Mrkdwn.escape(trigger)))));
  }

  private List<Message> finished(JobFinished event) {
    if (!environments.contains(event.context().environment())) {
      return List.of();
    }
    boolean ok = event.result().ok();
    String emoji = ok ? "✅" : "❌";
    String status = ok ? "Completed" : event instanceof JobFailed ? "Failed" : "Cancelled";
    String job = Mrkdwn.escape(event.job());
    List<String> sections = new ArrayList<>();
    sections.add(
        "*Job %s*\n%s `%s`\n*Duration:* %dms%s"
            .formatted(
                status, emoji, job, event.result().duration().toMillis(), branch(event.context())));
    if (!event.result().artifacts().isEmpty()) {
      sections.add("*Artifacts:*" + artifacts(event.result().artifacts()));
    }
    return List.of(
        new Message(
            List.of("deployments"),
            emoji + " Job " + status.toLowerCase(Locale.ROOT) + ": " + job,
            sections));
  }

  private static List<Message> failed(JobFailed event) {
    String job = Mrkdwn.escape(event.job());
    String error = Mrkdwn.escape(event.error().message());
    String stack = Mrkdwn.beginning(event.error().detail(), STACK);
    Message failed =
        new Message(
            List.of("errors"),
            "❌ Job failed: " + job,
            List.of(
                "*Job Failed*\n:x: `%s`\n*Error:* %s%s%s"
                    .formatted(job, error, branch(event.context()), time(event.time())),
                "*Stack Trace:*\n```\n" + (stack.isEmpty() ? "Not available" : stack) + "\n```"));
    if (!event.context().critical()) {
      return List.of(failed);
    }
    return List.of(
        failed,
        new Message(
            List.of("incidents", "errors"),
            "🚨 CRITICAL JOB FAILED: " + job,
            List.of(
                "*CRITICAL JOB FAILURE*\n:rotating_light: `%s`\n*Error:* %s\n*Immediate attention required*"
                    .formatted(job, error))));
  }

  private static String artifacts(List<Artifact> artifacts) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < artifacts.size(); i++) {
      String line = "\n• " + Mrkdwn.escape(artifacts.get(i).path());
      if (lines.length() + line.length() > ARTIFACTS) {
        return lines.append("\n• … and ").append(artifacts.size() - i).append(" more").toString();
      }
      lines.append(line);
    }
    return lines.toString();
  }

  private static String branch(JobContext context) {
    return "\n*Branch:* " + Mrkdwn.orUnknown(context.branch());
  }

  private static String time(Instant time) {
    return "\n*Time:* " + time.truncatedTo(ChronoUnit.MILLIS);
  }
}
