package dev.patchbay.core.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a worker is followed.
 *
 * @param timeout all of its time, for people
 * @param left what is left of it; nothing or less when it was over before anybody looked
 * @param log the task's log, to which the output of a worker elsewhere is copied
 * @param from how far it stands there already
 * @param moved told how far it stands there by now, each time it has moved
 * @param outlives whether a worker elsewhere runs on when this thread is interrupted: the next
 *     daemon will follow it
 */
public record Following(
    Duration timeout,
    Duration left,
    Path log,
    LogPlace from,
    Consumer<LogPlace> moved,
    BooleanSupplier outlives) {

  /** Of a worker that was just spawned, and that ends with whoever follows it. */
  public static Following of(Duration timeout, Path log) throws IOException {
    return new Following(timeout, timeout, log, LogPlace.before(log), place -> {}, () -> false);
  }
}
