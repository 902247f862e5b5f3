package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That a hook cannot take its events. It is said when that begins and when it is over, not at each
 * event: one that always fails would fill the log of all.
 */
final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final String reader;
  private final Duration quiet;
  private final AtomicLong failures = new AtomicLong();
  private volatile long last;

  /**
   * @param quiet how long nothing must fail until it is over: one that fails now and then is in
   *     trouble all the while
   */
  Trouble(String reader, Duration quiet) {
    this.reader = reader;
    this.quiet = quiet;
  }

  void failed(Event event, String error) {
    last = System.nanoTime();
    if (failures.getAndIncrement() == 0) {
      LOG.warn(
          "{} could not take {} {}: {}; what else it cannot take is not said here",
          reader,
          event.name(),
          event.id(),
          error);
    } else {
      LOG.debug("{} could not take {} {}: {}", reader, event.name(), event.id(), error);
    }
  }

  void taken() {
    if (failures.get() > 0 && System.nanoTime() - last > quiet.toNanos()) {
      LOG.info("{} takes its events again; it could not take {}", reader, failures.getAndSet(0));
    }
  }
}
