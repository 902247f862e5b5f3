package dev.patchbay.core.git;

import dev.patchbay.core.repository.Repo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;

/** The Git directory of a checkout: a detached head, and the objects of another repository. */
final class Borrowed {
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tbare = false
      \tlogallrefupdates = false
      \tcheckStat = minimal
      \ttrustctime = false
      [gc]
      \tauto = 0
      """;

  private final Repo repo;
  private final Path gitDir;

  Borrowed(Repo repo, Path workTree) {
    this.repo = repo;
    this.gitDir = workTree.resolve(".git");
  }

  void begin(String commit) throws IOException {
    Files.createDirectory(gitDir);
    Files.createDirectory(gitDir.resolve("refs"));
    Files.createDirectories(gitDir.resolve("objects/info"));
    Files.writeString(
        gitDir.resolve("objects/info/alternates"), repo.gitDir().resolve("objects") + "\n");
    Files.writeString(gitDir.resolve("config"), CONFIG);
    Files.writeString(gitDir.resolve("HEAD"), commit + "\n");
    Path shallow = repo.gitDir().resolve("shallow");
    if (Files.exists(shallow)) {
      Files.copy(shallow, gitDir.resolve("shallow"));
    }
  }

  /** An empty index, locked until it is written. */
  DirCache index() throws IOException {
    return DirCache.lock(gitDir.resolve("index").toFile(), FS.DETECTED);
  }
}
