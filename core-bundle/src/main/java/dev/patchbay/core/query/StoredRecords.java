package dev.patchbay.core.query;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.api.query.Records;
import dev.patchbay.api.query.RunFilter;
import dev.patchbay.api.query.RunInfo;
import dev.patchbay.api.worker.Output;
import dev.patchbay.core.log.DamagedEventException;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The read side over the rooms that own what is read. */
public final class StoredRecords implements Records {
  private static final int LARGEST_PAGE = 1000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** The rows of runs, as their room reads them. */
  @FunctionalInterface
  public interface RunPages {
    Page<RunInfo> page(RunFilter filter, String after, int limit);
  }

  private final RunPages runs;
  private final Receipts receipts;
  private final EventPages events;
  private final TaskLogs logs;
  private final Supplier<List<PluginInfo>> plugins;

  public StoredRecords(
      RunPages runs,
      Receipts receipts,
      EventPages events,
      TaskLogs logs,
      Supplier<List<PluginInfo>> plugins) {
    this.runs = runs;
    this.receipts = receipts;
    this.events = events;
    this.logs = logs;
    this.plugins = plugins;
  }

  @Override
  public Page<RunInfo> runs(RunFilter filter, String after, int limit) {
    return reading(() -> runs.page(filter, after, size(limit)));
  }

  @Override
  public Page<Receipt> receipts(ReceiptFilter filter, String after, int limit) {
    return reading(() -> receipts.list(filter, after, size(limit)));
  }

  @Override
  public Page<Event> events(long since, int limit, Duration wait) {
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    return reading(() -> events.page(since, size(limit), bounded));
  }

  @Override
  public Output log(String run, String task, long offset) {
    return logs.read(run, task, offset);
  }

  @Override
  public List<PluginInfo> plugins() {
    return reading(plugins);
  }

  private static int size(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + "; it must be at least 1");
    }
    return Math.min(limit, LARGEST_PAGE);
  }

  /** Exceptions of the daemon's own classes mean nothing to who reads. */
  private static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (StoreException | DamagedEventException e) {
      throw new PluginException(Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
