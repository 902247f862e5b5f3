package dev.patchbay.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.git.GitWatcher;
import dev.patchbay.core.job.PosixCommands;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.log.EventNames;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WatchedTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatIsConfiguredIsOpenBeforeAnythingIsTakenUpAndTheFirstOfANameHasThePlainOne()
      throws Exception {
    Path root = folder.getRoot().toPath();
    Path first = GitFixture.bare(root.resolve("z/app.git")).directory();
    Path second = GitFixture.bare(root.resolve("a/app.git")).directory();
    Path file = root.resolve("patchbay.yaml");
    Files.writeString(
        file, "repositories: [ { path: z/app.git }, { path: gone }, { path: a/app.git } ]\n");
    Configuration configuration =
        ConfigurationFile.read(
            file, Map.of(), new Vocabulary(EventNames.all(), new PosixCommands()));
    try (Store store =
            Store.open(root.resolve("db"), List.of(EventLog.schema(), GitWatcher.schema()));
        Repositories repositories = new Repositories();
        GitWatcher watcher =
            new GitWatcher(store, new EventLog(store), repositories, Duration.ofMinutes(1))) {
      new Watched(List.of(), repositories, watcher).open(configuration);
      assertThat(repositories.find("app").map(Repo::path)).contains(first);
      assertThat(repositories.all()).extracting(Repo::path).containsExactly(first, second);
    }
  }
}
