package dev.patchbay.core.log;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.BranchDeleted;
import dev.patchbay.api.event.ContextBuilt;
import dev.patchbay.api.event.CronFired;
import dev.patchbay.api.event.CronScheduled;
import dev.patchbay.api.event.DaemonStarted;
import dev.patchbay.api.event.DaemonStopping;
import dev.patchbay.api.event.DaemonTick;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GateChecked;
import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.api.event.JobCancelled;
import dev.patchbay.api.event.JobDenied;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.api.event.LevelCompleted;
import dev.patchbay.api.event.LevelStarted;
import dev.patchbay.api.event.LockAcquired;
import dev.patchbay.api.event.LockFailed;
import dev.patchbay.api.event.LockReleased;
import dev.patchbay.api.event.Merge;
import dev.patchbay.api.event.MergeCompleted;
import dev.patchbay.api.event.PluginQuarantined;
import dev.patchbay.api.event.PluginRegistered;
import dev.patchbay.api.event.PluginRemoved;
import dev.patchbay.api.event.PluginUpdated;
import dev.patchbay.api.event.PromptPrepared;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.ReceiptRead;
import dev.patchbay.api.event.ReceiptWritten;
import dev.patchbay.api.event.RunFinished;
import dev.patchbay.api.event.RunStarted;
import dev.patchbay.api.event.TagCreated;
import dev.patchbay.api.event.TagDeleted;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.api.event.WorkerExited;
import dev.patchbay.api.event.WorkerSpawned;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the events are called in YAML, logs and JSON, and the older names that are still taken. */
public final class EventNames {
  /** One record of the family; {@code type} tells apart those that share a name. */
  record Known(Class<? extends Event> record, String name, String type) {}

  static final List<Known> KNOWN =
      List.of(
          known(DaemonStarted.class, "daemon:start"),
          known(DaemonStopping.class, "daemon:stop"),
          known(DaemonTick.class, "daemon:tick"),
          new Known(Push.class, "event:detected", "push"),
          new Known(Merge.class, "event:detected", "merge"),
          new Known(TagCreated.class, "event:detected", "tag"),
          new Known(BranchCreated.class, "event:detected", "branch"),
          new Known(BranchDeleted.class, "event:detected", "branch_delete"),
          new Known(TagDeleted.class, "event:detected", "tag_delete"),
          known(GitEventProcessed.class, "event:processed"),
          known(JobStarting.class, "job:before"),
          new Known(JobSucceeded.class, "job:after", "succeeded"),
          new Known(JobFailed.class, "job:after", "failed"),
          new Known(JobCancelled.class, "job:after", "cancelled"),
          known(JobDenied.class, "job:denied"),
          known(CronScheduled.class, "cron:schedule"),
          known(CronFired.class, "cron:execute"),
          known(ReceiptWritten.class, "receipt:write"),
          known(ReceiptRead.class, "receipt:read"),
          known(LockAcquired.class, "lock:acquire"),
          known(LockReleased.class, "lock:release"),
          known(LockFailed.class, "lock:fail"),
          known(RunStarted.class, "run:start"),
          known(RunFinished.class, "run:finish"),
          known(LevelStarted.class, "level:start"),
          known(LevelCompleted.class, "level:complete"),
          known(TaskStarted.class, "task:start"),
          known(TaskCompleted.class, "task:complete"),
          known(WorkerSpawned.class, "worker:spawn"),
          known(WorkerExited.class, "worker:exit"),
          known(GateChecked.class, "gate:check"),
          known(MergeCompleted.class, "merge:complete"),
          known(PromptPrepared.class, "task:prompt"),
          known(ContextBuilt.class, "task:context"),
          known(PluginRegistered.class, "plugin:register"),
          known(PluginUpdated.class, "plugin:update"),
          known(PluginRemoved.class, "plugin:remove"),
          known(PluginQuarantined.class, "plugin:quarantine"));

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("rush_started", "run:start"),
          Map.entry("rush_finished", "run:finish"),
          Map.entry("level_complete", "level:complete"),
          Map.entry("task_started", "task:start"),
          Map.entry("task_completed", "task:complete"),
          Map.entry("worker_spawned", "worker:spawn"),
          Map.entry("worker_exited", "worker:exit"),
          Map.entry("quality_gate_run", "gate:check"),
          Map.entry("merge_complete", "merge:complete"),
          Map.entry("pre_task_prompt", "task:prompt"),
          Map.entry("post_context_build", "task:context"));

  /** Not an event of its own: the failed ones of {@code job:after}. */
  private static final String JOB_ERROR = "job:error";

  private EventNames() {}

  /** The records that a name in YAML means; none for an unknown name. */
  public static Set<Class<? extends Event>> records(String name) {
    if (name.equals(JOB_ERROR)) {
      return Set.of(JobFailed.class);
    }
    String canonical = ALIASES.getOrDefault(name, name);
    Set<Class<? extends Event>> records = new LinkedHashSet<>();
    KNOWN.stream().filter(k -> k.name().equals(canonical)).forEach(k -> records.add(k.record()));
    return records;
  }

  /** Every name that is taken in YAML, aliases too. */
  public static Set<String> all() {
    Set<String> names = new TreeSet<>(ALIASES.keySet());
    KNOWN.forEach(known -> names.add(known.name()));
    names.add(JOB_ERROR);
    return names;
  }

  private static Known known(Class<? extends Event> record, String name) {
    return new Known(record, name, "");
  }
}
