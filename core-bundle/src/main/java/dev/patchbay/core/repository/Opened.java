package dev.patchbay.core.repository;

import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/**
 * A repository as it was opened.
 *
 * @param tables whether it reads refs from tables (reftable)
 */
record Opened(Repository jgit, boolean tables) {
  private static final int TRIES = 3;

  /** JGit shows its configuration as it is now, not as it was opened with: it is asked before. */
  static Opened at(RepositoryLocation location) {
    try {
      FileBasedConfig before =
          new FileBasedConfig(location.gitDir().resolve("config").toFile(), FS.DETECTED);
      for (int tries = 0; tries < TRIES; tries++) {
        before.load();
        Repository jgit =
            new FileRepositoryBuilder()
                .setGitDir(location.gitDir().toFile())
                .setMustExist(true)
                .build();
        if (tables(jgit.getConfig()) == tables(before)) {
          return new Opened(jgit, tables(before));
        }
        jgit.close();
      }
      throw new IOException("its configuration changes all the time");
    } catch (IOException | ConfigInvalidException e) {
      throw new RepositoryException(
          Reason.FAILED, "cannot open %s: %s".formatted(location.path(), e.getMessage()), e);
    }
  }

  private static boolean tables(Config config) {
    return "reftable".equalsIgnoreCase(config.getString("extensions", null, "refStorage"));
  }
}
