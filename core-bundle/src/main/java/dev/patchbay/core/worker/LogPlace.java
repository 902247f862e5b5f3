package dev.patchbay.core.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far the output of a worker elsewhere has come into its task's log. The two need not move
 * alike: bytes that are no text are replaced on their way.
 *
 * @param taken the offset in the worker's output to go on from
 * @param length of the log when all of that stood in it, and no more
 */
public record LogPlace(long taken, long length) {

  /** Before the first piece: what stands in the log by now is of others. */
  public static LogPlace before(Path log) throws IOException {
    return new LogPlace(0, size(log));
  }

  /** A log that has lost its end, as in a power failure, is written anew. */
  public LogPlace stillIn(Path log) throws IOException {
    return size(log) < length ? new LogPlace(0, 0) : this;
  }

  private static long size(Path log) throws IOException {
    return Files.exists(log) ? Files.size(log) : 0;
  }
}
