package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.query.RunFilter;
import dev.patchbay.core.log.Cursors;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ParkedEventsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void anEventWhoseRepositoryIsAwayLeadsToItsRunWhenItIsBack() throws Exception {
    Path root = folder.getRoot().toPath();
    Path away = root.resolve("away");
    try (RunsFixture fixture = new RunsFixture(root)) {
      fixture.job("verify", "on: { pushTo: main }\nrun: 'true'\n");
      Push push = fixture.push("a");
      Files.move(fixture.git.directory(), away);
      fixture.start();
      Cursors cursors = new Cursors(fixture.store);
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> cursors.find("planner").orElse(0) >= push.seq());
    }
    Files.move(away, root.resolve("app"));
    try (RunsFixture fixture = new RunsFixture(root).start()) {
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> !fixture.of(GitEventProcessed.class).isEmpty());
      assertThat(fixture.one(GitEventProcessed.class).jobs())
          .singleElement()
          .satisfies(outcome -> assertThat(outcome.job()).isEqualTo("verify"));
      assertThat(fixture.history.list(RunFilter.ALL, "", 10).items()).hasSize(1);
    }
  }

  @Test
  public void anEventWhoseCommitIsGoneForGoodIsOverAfterItHasWaited() throws Exception {
    Path root = folder.getRoot().toPath();
    try (RunsFixture fixture = new RunsFixture(root)) {
      String commit = fixture.job("verify", "on: { pushTo: main }\nrun: 'true'\n");
      fixture.push("a");
      Files.delete(
          fixture
              .git
              .directory()
              .resolve(".git/objects")
              .resolve(commit.substring(0, 2))
              .resolve(commit.substring(2)));
      fixture.start();
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> !fixture.of(GitEventProcessed.class).isEmpty());
      assertThat(fixture.one(GitEventProcessed.class).jobs()).isEmpty();
    }
  }
}
