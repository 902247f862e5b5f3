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

/** What stands before anything moves: the folders of the home, its store, its name. */
record Foundation(Store store, String homeId) {
  private static final List<String> FOLDERS =
      List.of("plugins", "state", "artifacts", "logs", "work", "run");

  static Foundation lay(Path home) {
    try {
      for (String folder : FOLDERS) {
        Files.createDirectories(home.resolve(folder));
      }
      Store store = Store.open(home.resolve("state").resolve("patchbay.db"), schemas());
      return new Foundation(store, HomeId.of(store));
    } catch (IOException e) {
      throw new StartException(
          1, "cannot use " + home + " as home: " + e + "; check who owns it, or give another", e);
    } catch (StoreException e) {
      throw new StartException(1, String.valueOf(e.getMessage()), e);
    }
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
