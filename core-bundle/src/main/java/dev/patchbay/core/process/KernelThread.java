package dev.patchbay.core.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of this process as the kernel schedules it. */
public final class KernelThread {
  private static final Logger LOG = LoggerFactory.getLogger(KernelThread.class);
  private static final Path SELF = Path.of("/proc/thread-self");

  private final String id;

  private KernelThread(String id) {
    this.id = id;
  }

  /** The one that calls; empty where there is no {@code /proc}. */
  public static Optional<KernelThread> current() {
    try {
      return Optional.of(new KernelThread(String.valueOf(SELF.toRealPath().getFileName())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * From now on it has what nobody else wants of the processors, and so have threads that it
   * starts. There is no way back. Does not wait; must not be called for a thread that may have
   * ended.
   */
  public void demote() {
    Thread.ofVirtual().name("demote-" + id).start(this::last);
  }

  /**
   * Whoever wakes up takes the processor from a thread of the policy {@code SCHED_IDLE} at once; a
   * nice one may first come to the end of its slice.
   */
  private void last() {
    if (!done("chrt", "-i", "-p", "0", id) && !done("renice", "-n", "19", "-p", id)) {
      LOG.debug("thread {} keeps its priority", id);
    }
  }

  private static boolean done(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such command
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
