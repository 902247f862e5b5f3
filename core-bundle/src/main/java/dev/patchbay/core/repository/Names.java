package dev.patchbay.core.repository;

import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.StoreException;
import dev.patchbay.core.store.Tx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What repositories are called: like their folder, and what comes second to a name gets a suffix. A
 * name is kept, for runs and receipts are recorded under it.
 */
final class Names {
  private static final Logger LOG = LoggerFactory.getLogger(Names.class);

  static final Schema SCHEMA =
      new Schema(
          "repository",
          List.of(
              """
              CREATE TABLE repository_name (
                git_dir TEXT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE
              ) WITHOUT ROWID;
              """));

  private final Optional<Store> store;

  Names(Optional<Store> store) {
    this.store = store;
  }

  /** The name it has, or gets and keeps; one that is in use is none that it may get. */
  String of(RepositoryLocation location, Set<String> inUse) {
    Path file = location.path().getFileName();
    String plain = file == null ? "root" : file.toString().replaceFirst("(?<=.)\\.git$", "");
    try {
      return store
          .map(kept -> kept.write(tx -> named(tx, location.gitDir(), plain, inUse)))
          .orElseGet(() -> free(plain, location.gitDir(), inUse.contains(plain)));
    } catch (StoreException e) {
      LOG.warn("the name of {} is not kept for now: {}", location.path(), e.getMessage());
      return free(plain, location.gitDir(), inUse.contains(plain));
    }
  }

  /** Lets go the names of repositories that are no longer there, nor wanted. */
  void keep(Collection<Path> wanted) {
    if (store.isEmpty()) {
      return;
    }
    List<Path> known =
        store
            .get()
            .read(
                tx -> tx.list("SELECT git_dir FROM repository_name", r -> Path.of(r.getString(1))));
    for (Path gitDir : known) {
      if (wanted.stream().noneMatch(gitDir::startsWith) && !Files.exists(gitDir)) {
        store
            .get()
            .change(tx -> tx.update("DELETE FROM repository_name WHERE git_dir = ?", gitDir));
      }
    }
  }

  private static String named(Tx tx, Path gitDir, String plain, Set<String> inUse)
      throws SQLException {
    Optional<String> known =
        tx.first("SELECT name FROM repository_name WHERE git_dir = ?", r -> r.getString(1), gitDir);
    if (known.isPresent() && !inUse.contains(known.get())) {
      return known.get();
    }
    boolean taken =
        inUse.contains(plain)
            || tx.first("SELECT 1 FROM repository_name WHERE name = ?", r -> true, plain)
                .isPresent();
    String name = free(plain, gitDir, taken);
    tx.update("INSERT OR REPLACE INTO repository_name (git_dir, name) VALUES (?, ?)", gitDir, name);
    return name;
  }

  private static String free(String plain, Path gitDir, boolean taken) {
    byte[] path = gitDir.toString().getBytes(StandardCharsets.UTF_8);
    byte[] hash = Constants.newMessageDigest().digest(path);
    return taken ? plain + "~" + HexFormat.of().formatHex(hash, 0, 4) : plain;
  }
}
