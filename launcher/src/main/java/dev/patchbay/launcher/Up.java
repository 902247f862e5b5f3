package dev.patchbay.launcher;

import dev.patchbay.launcher.client.Terminal;
import dev.patchbay.launcher.logging.DaemonLogging;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code patchbay up}: this process becomes the daemon. */
final class Up {
  /** Core says how long its end may take; this is for a core that does not keep to it. */
  private static final Duration SPARE = Duration.ofSeconds(60);

  private boolean drained;
  private volatile boolean signalled;
  private volatile @Nullable Host host;

  private Up() {}

  /** Runs until it is asked to end; the result is the exit code of the process. */
  static int run(Arguments arguments, Path distribution) {
    Up up = new Up();
    // Before all else: who starts it may change their mind at once.
    Runtime.getRuntime().addShutdownHook(new Thread(up::onSignal, "shutdown"));
    int exit = up.live(arguments, distribution);
    while (up.signalled) {
      LockSupport.park(); // whoever was signalled ends the process, with its exit code
    }
    return exit;
  }

  private int live(Arguments arguments, Path distribution) {
    Instant started = ProcessStart.of(ProcessHandle.current());
    UpOptions options = UpOptions.of(arguments);
    Path home = arguments.home();
    HomeLock lock = HomeLock.take(home);
    DaemonLogging.into(home);
    try {
      HeapWatch.start(home.resolve("logs").resolve("patchbay.log"));
      Host fresh =
          new Host(
              FrameworkProperties.of(home, options, distribution, started),
              new Bundles(distribution.resolve("bundles")));
      host = fresh;
      fresh.start();
      int exit = serve(fresh, home, options, started);
      return lock.held() ? exit : 1;
    } catch (BundleException | IOException e) {
      if (!signalled) {
        log().error("cannot start", e);
        System.err.println("patchbay: cannot start: " + reason(e));
      }
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The framework says what it could not do, and only what made it fail says why. */
  static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = root instanceof FileSystemException ? root.toString() : root.getMessage();
    return root == e || why == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + why;
  }

  private int serve(Host host, Path home, UpOptions options, Instant started)
      throws InterruptedException {
    while (true) {
      Milestone milestone = host.next();
      if (signalled) {
        return 0; // what it says now is of its end
      }
      switch (milestone.kind()) {
        case READY -> {
          long took = Duration.between(started, Instant.now()).toMillis();
          System.out.println("ready in " + took + " ms");
          System.out.flush();
          log().info("ready in {} ms", took);
          if (options.shell() && Terminal.isInteractive()) {
            Terminal.attachShell(home);
          }
        }
        case NOTICE -> System.err.println("patchbay: " + milestone.message());
        case FAILED -> {
          System.err.println("patchbay: " + milestone.message());
          drain();
          return milestone.exit() == 0 ? 1 : milestone.exit();
        }
        case STOP -> {
          if (milestone.exit() == 0) {
            log().info("stopping: {}", milestone.message());
          } else {
            log().error("cannot go on: {}", milestone.message());
            System.err.println("patchbay: cannot go on: " + milestone.message());
          }
          drain();
          return milestone.exit();
        }
        case ENDING, ENDED -> log().debug("core ends by itself");
      }
    }
  }

  /**
   * SIGTERM, SIGINT, SIGHUP, or somebody's System.exit, at any time of its life. The virtual
   * machine would end with the signal's number and wait for every other hook; a daemon that drained
   * has done what it was asked to.
   */
  private void onSignal() {
    signalled = true;
    drain();
    Runtime.getRuntime().halt(0);
  }

  /** Who comes second waits for the first: neither may end the process before. */
  private synchronized void drain() {
    Host running = host;
    if (drained || running == null) {
      return;
    }
    drained = true;
    try {
      if (!running.drain(SPARE)) {
        log().warn("core did not end in time; ending without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not before its files are chosen, and not before signals are heard: it takes a while. */
  private static Logger log() {
    return LoggerFactory.getLogger(Up.class);
  }
}
