package dev.patchbay.core.worker;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.process.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a worker elsewhere wrote into its task's log, piece by piece. */
final class LogCopy {

  private static final Logger LOG = LoggerFactory.getLogger(LogCopy.class);

  private final Launcher launcher;
  private final WorkerHandle worker;
  private final Path log;
  private long next;

  LogCopy(Launcher launcher, WorkerHandle worker, Path log) {
    this.launcher = launcher;
    this.worker = worker;
    this.log = log;
  }

  /** Copies what there is by now; a failure costs nothing but time, for the place is kept. */
  void more() throws InterruptedException {
    if (launcher.local()) {
      return;
    }
    try {
      Output piece;
      do {
        piece = launcher.output(worker, next);
        Files.createDirectories(log.toAbsolutePath().getParent());
        Utf8.write(log, piece.text(), CREATE, APPEND);
        if (piece.next() <= next) {
          return;
        }
        next = piece.next();
      } while (!piece.end());
    } catch (LauncherException | IOException e) {
      LOG.debug("copying the output of worker {} failed", worker.worker(), e);
    }
  }
}
