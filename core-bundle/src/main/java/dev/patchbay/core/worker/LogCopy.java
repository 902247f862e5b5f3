package dev.patchbay.core.worker;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.process.Utf8;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a worker elsewhere wrote into its task's log, piece by piece, each once. */
final class LogCopy {

  private static final Logger LOG = LoggerFactory.getLogger(LogCopy.class);

  private final Launcher launcher;
  private final WorkerHandle worker;
  private final Path log;
  private final Consumer<LogPlace> moved;
  private LogPlace place;

  /** Whether the log may hold the beginning of a piece that is not counted in its place. */
  private boolean torn = true;

  private boolean missed;

  LogCopy(Launcher launcher, WorkerHandle worker, Following how) {
    this.launcher = launcher;
    this.worker = worker;
    this.log = how.log();
    this.moved = how.moved();
    this.place = how.from();
  }

  /** Copies what there is by now; a failure costs nothing but time, for the place is kept. */
  void more() throws InterruptedException {
    if (launcher.local()) {
      return;
    }
    LogPlace before = place;
    try {
      Output piece;
      long from;
      do {
        from = place.taken();
        piece = launcher.output(worker, from);
        place = new LogPlace(Math.max(from, piece.next()), append(piece.text()));
      } while (place.taken() > from && !piece.end());
      missed = false;
    } catch (LauncherException | IOException e) {
      LOG.debug("copying the output of worker {} failed", worker.worker(), e);
      missed = true;
    } finally {
      if (!place.equals(before)) {
        moved.accept(place);
      }
    }
  }

  /** Whether there may have been more the last time. */
  boolean missed() {
    return missed;
  }

  /** Answers the length of the log then. A launcher that gives no text may write there itself. */
  private long append(String text) throws IOException {
    if (text.isEmpty()) {
      return place.length();
    }
    Files.createDirectories(log.toAbsolutePath().getParent());
    if (torn) {
      cut();
    }
    torn = true;
    Utf8.write(log, text, CREATE, APPEND);
    torn = false;
    return Files.size(log);
  }

  /** What stands in the log beyond the place comes once more. */
  private void cut() throws IOException {
    try (FileChannel file = FileChannel.open(log, CREATE, WRITE)) {
      file.truncate(place.length());
    }
  }
}
