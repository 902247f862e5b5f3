package dev.patchbay.api.event;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Something that happened, as a fact that is durable: an event exists when its append to the
 * daemon's log has returned. The daemon makes events, plugins receive them through {@link
 * dev.patchbay.api.hook.EventHook}.
 *
 * <p>The family is closed for plugins and open for releases: a minor version may add a member.
 * Subscribe to the type you want; where you must switch over events, write a {@code default}
 * branch, for an exhaustive switch that was compiled earlier breaks on a new member.
 *
 * <p>Absent texts are empty, absent collections are empty, and nothing is ever null.
 */
@ProviderType
public sealed interface Event
    permits CronFired,
        CronScheduled,
        ContextBuilt,
        CustomEvent,
        DaemonStarted,
        DaemonStopping,
        DaemonTick,
        GateChecked,
        GitEvent,
        GitEventProcessed,
        JobDenied,
        JobFinished,
        JobStarting,
        LevelCompleted,
        LevelStarted,
        LockAcquired,
        LockFailed,
        LockReleased,
        MergeCompleted,
        PluginQuarantined,
        PluginRegistered,
        PluginRemoved,
        PluginUpdated,
        PromptPrepared,
        ReceiptRead,
        ReceiptWritten,
        RunFinished,
        RunStarted,
        TaskCompleted,
        TaskStarted,
        WorkerExited,
        WorkerSpawned {

  /** What every event carries. */
  EventHeader header();

  /** The canonical name, such as {@code job:before}, by which YAML and JSON call it. */
  String name();

  /** Which of the events of one {@link #name()} it is, such as {@code push}; often empty. */
  default String type() {
    return "";
  }

  /** The id, the same at each delivery. */
  default String id() {
    return header().id();
  }

  /** The place in the daemon's log. */
  default long seq() {
    return header().seq();
  }

  /** When it was appended to the log. */
  default Instant time() {
    return header().time();
  }

  /** The name of the repository it is about; empty when it is about none. */
  default String repository() {
    return header().repository();
  }
}
