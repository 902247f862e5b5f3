package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.api.event.JobFinished;
import dev.patchbay.core.config.Configuration.Retention;
import dev.patchbay.core.log.Cursors;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OldFilesTest {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration LATER = Duration.ofDays(31);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @Before
  public void begin() {
    fixture =
        new RunsFixture(
                folder.getRoot().toPath(), "gates: [ { name: small, command: 'echo fine' } ]\n")
            .start();
    fixture.job(
        "pack",
        """
        levels:
          - tasks: [ { id: jar, run: 'sh -c "echo same > app.jar"', artifacts: ['*.jar'] } ]
            gates: [ small ]
        """);
  }

  @After
  public void end() {
    fixture.close();
  }

  @Test
  public void logsOfARunThatEndedLongAgoAreRemoved() throws IOException {
    assertThat(fixture.submit("pack", Map.of())).isEqualTo(RunStatus.SUCCEEDED);
    Path tasks = fixture.home.resolve("logs/runs").resolve(last().run());
    Path gates = fixture.home.resolve("logs/gates").resolve(last().run());
    Path hook = fixture.home.resolve("logs/hooks/job-after.log");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "said");
    sweep(Duration.ofDays(29));
    assertThat(tasks).isNotEmptyDirectory();
    assertThat(gates).isNotEmptyDirectory();
    sweep(LATER);
    assertThat(tasks).doesNotExist();
    assertThat(gates).doesNotExist();
    assertThat(hook).doesNotExist();
  }

  @Test
  public void logsOfARunThatIsPausedStay() throws IOException {
    fixture.job("long", "run: 'sh -c \"echo begun; sleep 60\"'\n");
    String run = fixture.runs.submit(new Submission("long", "", "", Map.of(), RunOptions.NONE));
    Path logs = fixture.home.resolve("logs/runs").resolve(run);
    await().until(() -> Files.isDirectory(logs));
    Files.setLastModifiedTime(logs, FileTime.from(Instant.now().minus(LATER)));
    sweep(Duration.ZERO);
    assertThat(logs).isDirectory();
    fixture.runs.cancel(run);
    fixture.ended(run);
  }

  @Test
  public void anArtifactIsKeptForItsTimeAndUntilEveryReaderWasToldOfIt() throws IOException {
    fixture.submit("pack", Map.of());
    Path artifact = artifact();
    Cursors cursors = new Cursors(fixture.store);
    fixture.store.change(tx -> cursors.create(tx, "hook slow main", last().seq() - 1));
    sweep(Duration.ofDays(29));
    assertThat(artifact).exists();
    sweep(LATER);
    assertThat(artifact).exists();
    fixture.store.change(tx -> cursors.advance(tx, "hook slow main", fixture.log.last()));
    await().until(() -> cursors.position("planner") == fixture.log.last());
    sweep(Duration.ofDays(29));
    assertThat(artifact).exists();
    sweep(LATER);
    assertThat(artifact).doesNotExist();
  }

  @Test
  public void anArtifactThatALaterRunMadeAgainIsKept() throws IOException {
    fixture.submit("pack", Map.of());
    Path artifact = artifact();
    Files.setLastModifiedTime(artifact, FileTime.from(Instant.now().minus(LATER)));
    fixture.store.change(tx -> tx.update("UPDATE run_artifact SET at = 0"));
    fixture.submit("pack", Map.of());
    Cursors cursors = new Cursors(fixture.store);
    await().until(() -> cursors.position("planner") == fixture.log.last());
    assertThat(artifact()).isEqualTo(artifact);
    sweep(Duration.ZERO);
    assertThat(artifact).exists();
  }

  @Test
  public void oneThatCannotBeRemovedKeepsNoOtherFromIt() throws IOException {
    Path logs = fixture.home.resolve("logs/hooks");
    // Not a file, so it cannot be removed as one, and the other comes after it or before.
    Files.createDirectories(logs.resolve("a/inside"));
    Files.createDirectories(logs.resolve("c/inside"));
    Path file = Files.writeString(logs.resolve("b"), "said");
    Path artifact = fixture.home.resolve("artifacts/.part");
    Files.createDirectories(artifact.getParent());
    Files.writeString(artifact, "cut off");
    assertThatThrownBy(() -> sweep(LATER)).isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(file).doesNotExist();
    assertThat(artifact).doesNotExist();
  }

  @Test
  public void aRowIsKeptOfAnArtifactThatWasToldOfAgain() {
    Artifact artifact = new Artifact("a", 1, "hash");
    Instant now = Instant.now();
    fixture.store.change(tx -> ArtifactRows.told(tx, List.of(artifact), 1, now));
    fixture.store.change(tx -> ArtifactRows.forget(tx, "hash", now));
    boolean needed = fixture.store.read(tx -> ArtifactRows.isNeeded(tx, "hash", now));
    assertThat(needed).isTrue();
  }

  @Test
  public void whatNoEventSpeaksOfIsRemovedByItsAge() throws IOException {
    Path left = fixture.home.resolve("artifacts/.part123");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "cut off");
    sweep(Duration.ofDays(29));
    assertThat(left).exists();
    sweep(LATER);
    assertThat(left).doesNotExist();
  }

  private JobFinished last() {
    List<JobFinished> all = fixture.of(JobFinished.class);
    return all.get(all.size() - 1);
  }

  private Path artifact() {
    List<Artifact> artifacts = last().result().artifacts();
    assertThat(artifacts).hasSize(1);
    return fixture.home.resolve("artifacts").resolve(artifacts.get(0).sha256());
  }

  private void sweep(Duration later) throws IOException {
    fixture.runs.sweep(new Retention(KEPT, KEPT, KEPT, KEPT), Instant.now().plus(later));
  }
}
