package dev.patchbay.slack;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.DaemonStarted;
import dev.patchbay.api.event.DaemonStopping;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobError;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobResult;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.api.event.TagCreated;
import dev.patchbay.api.event.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events as the daemon would send them. */
final class Events {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private Events() {}

  static Event started(String host) {
    return new DaemonStarted(header(), host, "1.0.0", List.of());
  }

  static Event stopping() {
    return new DaemonStopping(header(), "host", Duration.ofMinutes(1), "asked to");
  }

  static JobContext context(String branch, String environment, boolean critical, String trigger) {
    return new JobContext(
        "app",
        "/srv/app",
        branch,
        "c0ffee",
        "",
        new Trigger(trigger, "e1"),
        environment,
        critical,
        List.of(),
        5,
        "",
        "host",
        1);
  }

  static Event starting(String job, JobContext context) {
    return new JobStarting(header(), "r1", job, Map.of(), context);
  }

  static Event succeeded(String job, JobContext context, List<String> artifacts) {
    return new JobSucceeded(header(), "r1", job, context, result(true, artifacts));
  }

  static Event failed(String job, JobContext context, String message, String detail) {
    return new JobFailed(
        header(), "r1", job, context, result(false, List.of()), new JobError(message, detail));
  }

  static Event push(String branch, String message, int files) {
    return new Push(header(), change("refs/heads/" + branch, branch, "", message, files));
  }

  static Event merge(String branch, String message) {
    return new Merge(header(), change("refs/heads/" + branch, branch, "", message, 2));
  }

  static Event tag(String tag, String message) {
    return new TagCreated(header(), change("refs/tags/" + tag, "", tag, message, 0));
  }

  static Event branchCreated(String branch) {
    return new BranchCreated(header(), change("refs/heads/" + branch, branch, "", "Begin", 1));
  }

  private static EventHeader header() {
    return new EventHeader(UUID.randomUUID().toString(), 1, TIME, "app");
  }

  private static JobResult result(boolean ok, List<String> artifacts) {
    List<Artifact> all = artifacts.stream().map(path -> new Artifact(path, 1, "00")).toList();
    return new JobResult(ok, Duration.ofMillis(1234), all, Map.of(), List.of());
  }

  private static RefChange change(
      String ref, String branch, String tag, String message, int files) {
    List<String> paths = IntStream.range(0, files).mapToObj(i -> "file" + i).toList();
    return new RefChange(
        ref,
        "a",
        "b",
        branch,
        "",
        "",
        tag,
        message,
        new Author("Ada", "ada@example.com"),
        TIME,
        paths,
        List.of(),
        paths,
        List.of(),
        List.of(),
        false,
        false);
  }
}
