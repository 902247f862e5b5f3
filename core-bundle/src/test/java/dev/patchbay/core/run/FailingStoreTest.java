package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.core.framework.Said;
import dev.patchbay.core.store.StoreException;
import dev.patchbay.core.store.TableAside;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A store that fails for a while costs time, no run. */
public class FailingStoreTest {
  private static final String QUICK = "on: { pushTo: main }\nrun: 'true'\n";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatCouldNotBeReadIsPlannedLater() {
    Path root = folder.getRoot().toPath();
    try (RunsFixture before = new RunsFixture(root)) {
      before.job("verify", QUICK);
      before.push("a");
    }
    try (RunsFixture fixture = new RunsFixture(root);
        Said said = Said.by(Planner.class, Level.WARN)) {
      TableAside.during(
          fixture.store,
          "event",
          () -> {
            fixture.start();
            await().until(() -> said.has("planning waits for the store"));
          });
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> !fixture.of(GitEventProcessed.class).isEmpty());
      assertThat(fixture.one(GitEventProcessed.class).success()).isTrue();
    }
  }

  @Test
  public void aRunThatWaitsForItsLockWaitsForTheStoreToo() {
    try (RunsFixture fixture = new RunsFixture(folder.getRoot().toPath()).start();
        Said said = Said.by(RunEngine.class, Level.DEBUG)) {
      fixture.job("verify", QUICK);
      fixture.store.change(
          tx ->
              tx.update(
                  "INSERT INTO job_lock VALUES (?, 'verify', 'other', '', 'other', 0, ?)",
                  fixture.repo.name(),
                  Long.MAX_VALUE / 2));
      String run = submit(fixture, "verify");
      TableAside.during(
          fixture.store,
          "run",
          () -> await().until(() -> said.has("run " + run + " still waits for the store")));
      fixture.store.change(tx -> tx.update("DELETE FROM job_lock"));
      assertThat(fixture.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  public void aQueuedRunThatCouldNotBeCancelledIsStillQueued() {
    try (RunsFixture fixture = new RunsFixture(folder.getRoot().toPath()).start()) {
      fixture.job("slow", "workspace: none\nrun: 'sleep 61'\n");
      String first = submit(fixture, "slow");
      String second = submit(fixture, "slow");
      TableAside.during(
          fixture.store,
          "run",
          () ->
              assertThatThrownBy(() -> fixture.runs.cancel(second))
                  .isInstanceOf(StoreException.class));
      assertThat(fixture.runs.cancel(first)).isTrue();
      assertThat(fixture.ended(first)).isEqualTo(RunStatus.CANCELLED);
      await()
          .atMost(RunsFixture.PATIENCE)
          .until(() -> fixture.history.find(second).orElseThrow().status().equals("running"));
      fixture.runs.cancel(second);
      assertThat(fixture.ended(second)).isEqualTo(RunStatus.CANCELLED);
    }
  }

  private static String submit(RunsFixture fixture, String job) {
    return fixture.runs.submit(new Submission(job, "", "", Map.of(), RunOptions.NONE));
  }
}
