package dev.patchbay.api.query;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.worker.Output;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The read side of the daemon: what ran, what was written, what happened, what is plugged in. The
 * daemon publishes it as an OSGi service; plugins, commands and tests look through it.
 *
 * <p>All methods may be called from any thread at any time. They read a consistent state, return
 * within milliseconds unless they are told to wait, and see everything that was durable before the
 * call. A failure of the store is a {@link dev.patchbay.api.PluginException} of kind {@code
 * UNAVAILABLE}.
 */
@ProviderType
public interface Records {

  /**
   * Runs, newest first.
   *
   * @param filter which ones
   * @param after empty, or the {@link Page#next()} of the page before
   * @param limit how many at most, 1 to 1,000
   */
  Page<RunInfo> runs(RunFilter filter, String after, int limit);

  /**
   * Receipts, newest first.
   *
   * @param filter which ones
   * @param after empty, or the {@link Page#next()} of the page before
   * @param limit how many at most, 1 to 1,000
   */
  Page<Receipt> receipts(ReceiptFilter filter, String after, int limit);

  /**
   * Events in the order of the log. {@link Page#next()} is the {@code since} of the next call, and
   * is never empty: the log goes on.
   *
   * @param since the {@code seq} after which to begin; 0 for the oldest there is
   * @param limit how many at most, 1 to 1,000
   * @param wait how long to wait for the first one when there is none yet; at most 60 s
   */
  Page<Event> events(long since, int limit, Duration wait);

  /**
   * The log of a task, in pieces of at most 1 MiB that end where a character does. While the task
   * runs, {@link Output#end()} says that there is no more yet.
   *
   * @param run the run's id
   * @param task the task's id
   * @param offset the byte to begin with: 0, then each answer's {@link Output#next()}
   * @throws dev.patchbay.api.PluginException of kind {@code NOT_FOUND} when there is no such log
   */
  Output log(String run, String task, long offset);

  /** What is plugged in, by name and instance. */
  List<PluginInfo> plugins();
}
