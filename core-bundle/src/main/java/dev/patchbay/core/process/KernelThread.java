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

  /**
   * No nicer: the virtual machine can collect when each thread has come to a point where it can be
   * stopped, so everybody waits until this one gets a processor.
   */
  private static final String NICE = "5";

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
   * From now on it has a third of what others have of the processors, and so have threads that it
   * starts. There is no way back. Does not wait; must not be called for a thread that may have
   * ended.
   */
  public void demote() {
    Thread.ofVirtual().name("renice-" + id).start(this::renice);
  }

  private void renice() {
    try {
      Process renice =
          new ProcessBuilder("renice", "-n", NICE, "-p", id)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      int exit = renice.waitFor();
      LOG.debug("thread {} is to be nice: renice answered {}", id, exit);
    } catch (IOException e) {
      LOG.debug("thread {} keeps its priority: {}", id, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
