package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.ContextBuilt;
import dev.patchbay.api.event.PromptPrepared;
import dev.patchbay.api.event.TaskCompleted;
import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.board.Failure;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BriefsTest {
  private static final String JOB =
      """
      levels:
        - tasks: [ { id: read, run: 'sh -c "cat $PATCHBAY_CONTEXT_FILE"' } ]
      """;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @Before
  public void begin() {
    fixture = new RunsFixture(folder.getRoot().toPath()).start();
    fixture.job("brief", JOB);
  }

  @After
  public void end() {
    fixture.close();
  }

  @Test
  public void aWorkerFindsItsTaskInTheContextFile() {
    fixture.submit("brief", Map.of());
    assertThat(fixture.one(TaskCompleted.class).output())
        .startsWith("# read\n")
        .contains("- job: brief, level 1, run ")
        .contains("- command: sh -c cat $PATCHBAY_CONTEXT_FILE");
    assertThat(fixture.of(ContextBuilt.class)).isEmpty();
  }

  @Test
  public void whatTheSourcesSayIsJoinedAndOneThatFailsLeavesTheOthers() {
    fixture.describers.put("a", brief -> "First look at " + brief.taskId() + ".");
    fixture.describers.put(
        "b",
        brief -> {
          throw new CallFailed(
              new Failure(
                  Failure.Cause.THREW, Kind.INTERNAL, "broken", "", Optional.empty(), false));
        });
    fixture.describers.put("c", brief -> null);
    fixture.describers.put("d", brief -> "Then rest.\n");
    fixture.submit("brief", Map.of());

    String output = fixture.one(TaskCompleted.class).output();
    assertThat(output).endsWith("\n\nFirst look at read.\n\nThen rest.\n");
    assertThat(fixture.one(PromptPrepared.class).prompt()).isEqualTo(output);
    assertThat(fixture.one(ContextBuilt.class).contextFile()).endsWith("read.md");
  }

  @Test
  public void halfACharacterOfASourceFailsNoTask() {
    fixture.describers.put("cut", brief -> "fine so far \ud83d");
    assertThat(fixture.submit("brief", Map.of())).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(fixture.one(TaskCompleted.class).output()).endsWith("fine so far ?\n");
  }
}
