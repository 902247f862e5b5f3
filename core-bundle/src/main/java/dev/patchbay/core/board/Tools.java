package dev.patchbay.core.board;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all parts of the board work with.
 *
 * @param data the folder that has a folder for each instance's own files
 * @param thread the board's own thread: all its state is changed there and nowhere else, and it
 *     never waits for a plugin
 */
record Tools(
    BundleContext context,
    ConfigurationAdmin configurations,
    ScrHealth components,
    Unresolved unresolved,
    PluginCall door,
    Limits limits,
    Path data,
    ScheduledExecutorService thread,
    Chronicle chronicle,
    OwnSteps own) {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);

  /**
   * Does something on the board's thread, later; what comes when the board is closed is nothing.
   */
  void post(Runnable work) {
    try {
      forget(CompletableFuture.runAsync(work, thread));
    } catch (RejectedExecutionException closed) {
      LOG.debug("The board is closed", closed);
    }
  }

  /** Nobody waits for it; what should not happen in it is in the log at least. */
  static void forget(CompletableFuture<?> step) {
    var unused =
        step.exceptionally(
            thrown -> {
              if (thrown instanceof RejectedExecutionException
                  || thrown.getCause() instanceof RejectedExecutionException) {
                LOG.debug("The board is closed", thrown);
                return null;
              }
              LOG.error(
                  "A step of the board failed; what it was about may be shown wrongly", thrown);
              return null;
            });
  }
}
