package dev.patchbay.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.JobFinished;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** The baseline tool does not see sealing, so the members of each family are pinned here. */
public class SealedFamiliesTest {

  @Test
  public void eventHasExactlyItsMembersOfApi10() {
    assertThat(members(Event.class))
        .containsExactlyInAnyOrder(
            "ContextBuilt",
            "CronFired",
            "CronScheduled",
            "CustomEvent",
            "DaemonStarted",
            "DaemonStopping",
            "DaemonTick",
            "GateChecked",
            "GitEvent",
            "GitEventProcessed",
            "JobDenied",
            "JobFinished",
            "JobStarting",
            "LevelCompleted",
            "LevelStarted",
            "LockAcquired",
            "LockFailed",
            "LockReleased",
            "MergeCompleted",
            "PluginQuarantined",
            "PluginRegistered",
            "PluginRemoved",
            "PluginUpdated",
            "PromptPrepared",
            "ReceiptRead",
            "ReceiptWritten",
            "RunFinished",
            "RunStarted",
            "TaskCompleted",
            "TaskStarted",
            "WorkerExited",
            "WorkerSpawned");
  }

  @Test
  public void gitEventHasExactlyItsMembersOfApi10() {
    assertThat(members(GitEvent.class))
        .containsExactlyInAnyOrder(
            "BranchCreated", "BranchDeleted", "Merge", "Push", "TagCreated", "TagDeleted");
  }

  @Test
  public void jobFinishedHasExactlyItsMembersOfApi10() {
    assertThat(members(JobFinished.class))
        .containsExactlyInAnyOrder("JobCancelled", "JobFailed", "JobSucceeded");
  }

  @Test
  public void noOtherTypeIsSealed() throws Exception {
    assertThat(Api.classes().stream().filter(Class::isSealed))
        .containsExactlyInAnyOrder(Event.class, GitEvent.class, JobFinished.class);
  }

  private static List<String> members(Class<?> family) {
    return Arrays.stream(family.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }
}
