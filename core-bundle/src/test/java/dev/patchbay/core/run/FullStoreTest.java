package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.WorkerSpawned;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.core.store.Ballast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What becomes of a run while the disk is full. */
public class FullStoreTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @Before
  public void begin() {
    fixture = new RunsFixture(folder.getRoot().toPath()).start();
  }

  @After
  public void end() {
    fixture.close();
  }

  @Test
  public void aTaskWhoseRetryCannotBeWrittenDoesNotFailItsRun() throws IOException, SQLException {
    Path go = folder.getRoot().toPath().resolve("go");
    Path good = folder.getRoot().toPath().resolve("good");
    fixture.job(
        "again",
        """
        workspace: none
        retries: 1
        levels:
          - tasks:
              - id: only
                retry: true
                run: [sh, -c, 'while ! test -e %s; do sleep 0.05; done; test -e %s']
        """
            .formatted(go, good));
    String run = fixture.runs.submit(new Submission("again", "", "", Map.of(), RunOptions.NONE));
    await().atMost(SOON).until(() -> fixture.of(WorkerSpawned.class).size() == 1);
    Ballast ballast = new Ballast(fixture.store);
    ballast.fill();
    Files.createFile(go);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(SOON)
        .until(() -> status(run) == RunStatus.RUNNING);
    Files.createFile(good);
    ballast.empty();

    assertThat(fixture.ended(run)).isEqualTo(RunStatus.SUCCEEDED);
    await().atMost(SOON).until(() -> fixture.receipts().size() == 1);
    assertThat(fixture.receipts()).extracting(Receipt::status).containsExactly("succeeded");
    assertThat(fixture.receipts().get(0).line()).contains("\"attempts\":2");
  }

  private RunStatus status(String run) {
    return fixture.store.read(tx -> RunRows.find(tx, run)).orElseThrow().status();
  }
}
