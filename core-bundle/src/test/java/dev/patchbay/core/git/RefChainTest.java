package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.GitEvent;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whatever happens to refs while they are watched, what is told of each is an unbroken chain. */
public class RefChainTest {
  private static final int WRITERS = 3;
  private static final int ROUNDS = 150;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final List<String> commits = new ArrayList<>();
  private Path path = Path.of("");

  @Before
  public void choosePath() {
    path = folder.getRoot().toPath().resolve("app.git");
  }

  @Test
  public void movesDeletesAndPackingTellUnbrokenChains() throws Exception {
    GitFixture git = GitFixture.bare(path);
    for (int i = 0; i < 20; i++) {
      commits.add(git.commitObject("c" + i, commits.isEmpty() ? parents() : parents(i - 1)));
    }
    try (WatcherFixture daemon = new WatcherFixture(folder.getRoot().toPath()).watch(path);
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 1)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(pool.submit(() -> write(writer)));
      }
      Future<?> packer = pool.submit(() -> pack(git, writers));
      for (Future<?> future : writers) {
        future.get();
      }
      packer.get();
      daemon.settled();
      assertUnbroken(daemon.events(), daemon.repositories.open(path));
    }
  }

  private String[] parents(int... indexes) {
    String[] parents = new String[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      parents[i] = commits.get(indexes[i]);
    }
    return parents;
  }

  private void write(int writer) {
    Random random = new Random(writer);
    try (Repositories repositories = new Repositories()) {
      Repo repo = repositories.open(path);
      for (int i = 0; i < ROUNDS; i++) {
        String ref =
            "refs/heads/w"
                + writer
                + "/"
                + "deep/".repeat(random.nextInt(2))
                + "b"
                + random.nextInt(3);
        String now = repo.ref(ref);
        String next = random.nextInt(6) == 0 ? "" : commits.get(random.nextInt(commits.size()));
        if (!next.equals(now)) {
          repo.compareAndSwap(ref, now, next); // packing may hold the lock: then nothing happens
        }
      }
    }
  }

  private static void pack(GitFixture git, List<Future<?>> writers) {
    while (!writers.stream().allMatch(Future::isDone)) {
      git.run("pack-refs", "--all", "--prune");
    }
  }

  private static void assertUnbroken(List<GitEvent> events, Repo repo) {
    Map<String, String> told = new HashMap<>();
    for (GitEvent event : events) {
      assertThat(event.from())
          .as("%s of %s", event.type(), event.ref())
          .isEqualTo(told.getOrDefault(event.ref(), ""));
      assertThat(event.to()).isNotEqualTo(event.from());
      told.put(event.ref(), event.to());
    }
    told.values().removeIf(String::isEmpty);
    assertThat(told).isEqualTo(repo.refs("refs/heads/")).isNotEmpty();
    assertThat(events).hasSizeGreaterThan(WRITERS);
  }
}
