package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.GitEventProcessed;
import dev.patchbay.api.event.JobStarting;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.guard.Admission;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Each Git event is processed once, when all that it led to has ended in whichever way. */
public class ProcessedTest {
  private static final String SLOW = "on: { pushTo: main }\nrun: 'sleep 60'\n";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @Before
  public void begin() {
    fixture = new RunsFixture(folder.getRoot().toPath(), "daemon: { drain: 100ms }\n").start();
  }

  @After
  public void end() {
    fixture.close();
  }

  @Test
  public void whenTheLastOfSeveralRunsHasEnded() {
    fixture.job("a", "on: { pushTo: main }\nrun: 'true'\n");
    fixture.job("b", "on: { pushTo: main }\nrun: 'sh -c \"sleep 0.3; exit 1\"'\n");
    GitEventProcessed done = fixture.processed();
    assertThat(done.jobs())
        .extracting("job", "status")
        .containsExactlyInAnyOrder(tuple("a", "succeeded"), tuple("b", "failed"));
    assertThat(done.success()).isFalse();
    once(1);
  }

  @Test
  public void whenItsRunWasDenied() {
    fixture.guards.put("strict", request -> Admission.deny("no"));
    fixture.job("a", "on: { pushTo: main }\nrun: 'true'\n");
    assertThat(fixture.processed().jobs()).extracting("status").containsExactly("denied");
    once(1);
  }

  @Test
  public void whenItsRunWasSkippedOrCancelledWhileItWaitedOrRan() {
    fixture.job("skips", SLOW + "concurrency: skip\n");
    Push first = fixture.push();
    await().until(() -> !fixture.of(JobStarting.class).isEmpty());
    GitEventProcessed skipped = fixture.processed();
    assertThat(skipped.jobs()).extracting("job").containsExactly("skips");
    fixture.runs.cancel(fixture.one(JobStarting.class).run());
    await().until(() -> events().contains(first.id()));
    once(2);

    fixture.git.run("rm", "-q", ".patchbay/jobs/skips.yaml");
    fixture.job("queues", SLOW);
    Push running = fixture.push();
    await().until(() -> fixture.of(JobStarting.class).size() == 2);
    Push waiting = fixture.push();
    await().until(() -> open().size() == 2);
    open().forEach(fixture.runs::cancel);
    await().until(() -> events().containsAll(List.of(running.id(), waiting.id())));
    once(4);
  }

  @Test
  public void whenItWasCutOffAndTakenUpAgain() {
    fixture.job("a", "on: { pushTo: main }\nrun: 'sleep 60'\n");
    Push push = fixture.push();
    await().until(() -> !fixture.of(JobStarting.class).isEmpty());
    fixture.close();
    fixture = new RunsFixture(folder.getRoot().toPath(), "daemon: { drain: 100ms }\n");
    int before = events().size();
    fixture.start();
    open().forEach(fixture.runs::cancel);
    await().until(() -> events().contains(push.id()));
    assertThat(before).isZero();
    once(1);
    fixture.close();
    fixture = new RunsFixture(folder.getRoot().toPath(), "daemon: { drain: 100ms }\n").start();
    fixture.git.run("rm", "-q", ".patchbay/jobs/a.yaml");
    fixture.git.commit("README", "changed", "Remove the job");
    fixture.processed();
    once(2);
  }

  private List<String> open() {
    return fixture.store.read(RunRows::open).stream().map(Run::id).toList();
  }

  private List<String> events() {
    return fixture.of(GitEventProcessed.class).stream().map(GitEventProcessed::event).toList();
  }

  /** That many events were processed, none of them twice. */
  private void once(int events) {
    assertThat(events()).doesNotHaveDuplicates().hasSize(events);
  }
}
