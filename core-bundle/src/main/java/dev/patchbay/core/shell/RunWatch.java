package dev.patchbay.core.shell;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GateChecked;
import dev.patchbay.api.event.JobCancelled;
import dev.patchbay.api.event.JobDenied;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobFinished;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.event.LevelStarted;
import dev.patchbay.api.event.ReceiptWritten;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.RunInfo;
import dev.patchbay.core.run.RunStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Prints the steps of a run as they come into the log. */
final class RunWatch {
  private static final int PAGE = 200;

  /** A receipt is written in moments; in a repository that is gone, not before it returns. */
  private static final Duration NOTE = Duration.ofSeconds(30);

  private final Call call;
  private final Desk rooms;
  private long seq;

  /** Whether a step told how it ended; one that was skipped has none. */
  private boolean said;

  /** To be made before the run is submitted, for no step to be missed. */
  RunWatch(Call call, Desk rooms) {
    this.call = call;
    this.rooms = rooms;
    this.seq = rooms.log().last();
  }

  /** Until the receipt is written; the result is the exit code. */
  int follow(String run) throws InterruptedException {
    call.onCancel(() -> rooms.runs().cancel(run));
    call.out().println("run " + run);
    call.out().flush();
    try {
      return printUntilWritten(run);
    } catch (InterruptedException e) {
      // In a shell Ctrl-C comes as an interrupt; a connection that is lost only detaches.
      if (call.cancelled()) {
        rooms.runs().cancel(run);
      }
      throw e;
    }
  }

  private int printUntilWritten(String run) throws InterruptedException {
    CompletableFuture<RunStatus> ended = rooms.runs().ended(run);
    Duration left = NOTE;
    boolean written = false;
    while (!written) {
      boolean over = ended.isDone();
      // Whoever denied or skipped it has said so by now; some runs leave no receipt.
      if (over && rooms.receipts().find(run).isEmpty()) {
        break;
      }
      Duration wait = over ? Duration.ofMillis(500) : Duration.ofSeconds(2);
      written = print(run, wait);
      if (over && !written) {
        left = left.minus(wait);
        if (left.isNegative()) {
          call.err()
              .println("its receipt is not in the repository's notes yet; see `patchbay status`");
          break;
        }
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    RunStatus status = ended.getNow(RunStatus.FAILED);
    String why = said ? "" : rooms.history().find(run).map(RunInfo::error).orElse("");
    call.out().println(Table.plain(why.isEmpty() ? status.word() : status.word() + ": " + why));
    if (call.cancelled()) {
      return CommandFailure.INTERRUPTED;
    }
    return status == RunStatus.SUCCEEDED ? 0 : CommandFailure.FAILED;
  }

  private boolean print(String run, Duration wait) {
    boolean written = false;
    Page<Event> page = rooms.records().events(seq, PAGE, wait);
    for (Event event : page.items()) {
      written |= event instanceof ReceiptWritten receipt && receipt.run().equals(run);
      said |= ends(event, run);
      String step = step(event, run);
      if (!step.isEmpty()) {
        call.out().println(Table.plain(step));
      }
    }
    call.out().flush();
    seq = Long.parseLong(page.next());
    return written;
  }

  private static boolean ends(Event event, String run) {
    return switch (event) {
      case JobDenied it -> it.run().equals(run);
      case JobFinished it -> it.run().equals(run);
      default -> false;
    };
  }

  /** What a step says; nothing when it is another run's. */
  private static String step(Event event, String run) {
    return switch (event) {
      case JobStarting it -> it.run().equals(run) ? "started " + it.job() : "";
      case JobDenied it ->
          it.run().equals(run) ? "denied by " + it.guard() + ": " + it.reason() : "";
      case LevelStarted it ->
          it.run().equals(run) ? "level " + it.level() + " " + it.levelName() : "";
      case TaskStarted it -> it.run().equals(run) ? "  task " + it.taskId() : "";
      case TaskCompleted it ->
          it.run().equals(run)
              ? "  task "
                  + it.taskId()
                  + (it.success() ? " done in " : failed(it.exitCode()) + " after ")
                  + Words.took(it.duration())
              : "";
      case GateChecked it ->
          it.run().equals(run) ? "  gate " + it.gateName() + ": " + it.result() : "";
      case JobFailed it ->
          it.run().equals(run) ? "ended " + it.type() + ": " + it.error().message() : "";
      case JobCancelled it ->
          it.run().equals(run) ? "ended " + it.type() + ": " + it.error().message() : "";
      case JobFinished it -> it.run().equals(run) ? "ended " + it.type() : "";
      case ReceiptWritten it ->
          it.run().equals(run) ? "receipt " + it.receiptId() + " in " + it.note() : "";
      default -> "";
    };
  }

  private static String failed(int exitCode) {
    return exitCode < 0 ? " failed" : " failed with " + exitCode;
  }
}
