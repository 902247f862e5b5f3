package dev.patchbay.core;

import dev.patchbay.core.board.Board;
import dev.patchbay.core.deploy.Deployment;
import dev.patchbay.core.git.GitWatcher;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.run.Runs;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands before anything moves: the folders of the home, its store, its name. */
record Foundation(Store store, String homeId) {
  private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);
  private static final String DATABASE = "state/patchbay.db";
  private static final List<String> FOLDERS =
      List.of("plugins", "state", "artifacts", "logs", "work", "run");

  /** What only a daemon that ran here leaves behind. */
  private static final List<String> TRACES =
      List.of("state/bundles", "state/previous", "artifacts", "logs/runs");

  /**
   * @param notice tells whoever starts it what they have to know
   */
  static Foundation lay(Path home, Consumer<String> notice) {
    try {
      checkDatabase(home, notice);
      for (String folder : FOLDERS) {
        Files.createDirectories(home.resolve(folder));
      }
      Store store = Store.open(home.resolve(DATABASE), schemas());
      return new Foundation(store, HomeId.of(store));
    } catch (IOException e) {
      throw new StartException(
          1, "cannot use " + home + " as home: " + e + "; check who owns it, or give another", e);
    } catch (StoreException e) {
      throw new StartException(1, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * An empty file is what a file system leaves after a crash, and nobody's decision; a database
   * that somebody moved away is the documented way to begin anew.
   */
  private static void checkDatabase(Path home, Consumer<String> notice) throws IOException {
    Path database = home.resolve(DATABASE);
    if (!isUsed(home)) {
      return;
    }
    if (!Files.exists(database)) {
      String message =
          "%s is not there, though the home was used before: beginning anew, without its events, runs and cursors"
              .formatted(database);
      LOG.warn(message);
      notice.accept(message);
    } else if (Files.size(database) == 0) {
      throw new StartException(
          1,
          "the database %s is empty, though the home was used before. It was left as it is: put back a copy of it, or move it away together with its -wal and -shm files to begin anew"
              .formatted(database));
    }
  }

  private static boolean isUsed(Path home) throws IOException {
    if (Files.exists(home.resolve("state/plugins.json"))) {
      return true;
    }
    for (String trace : TRACES) {
      Path folder = home.resolve(trace);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          if (files.findAny().isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Schema> schemas() {
    return List.of(
        HomeId.schema(),
        EventLog.schema(),
        Repositories.schema(),
        GitWatcher.schema(),
        Board.schema(),
        Deployment.schema(),
        Receipts.schema(),
        Runs.schema());
  }
}
