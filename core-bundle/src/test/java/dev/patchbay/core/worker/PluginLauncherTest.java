package dev.patchbay.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerLauncher;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Use;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class PluginLauncherTest {

  private static final WorkerHandle HANDLE =
      new WorkerHandle("whatever", "w1", Map.of("container", "c1"));

  private final List<String> calls = new ArrayList<>();
  private final AtomicReference<@Nullable Service<WorkerLauncher>> current =
      new AtomicReference<>();
  private final PluginLauncher launcher =
      new PluginLauncher(
          "container", () -> Optional.ofNullable(current.get()), Duration.ofMillis(1));

  @Test
  public void spawningIsTriedAgainThreeTimes() throws Exception {
    current.set(new Failing(3, Kind.INTERNAL));
    assertThat(launcher.spawn(spec()).ids()).isEqualTo(HANDLE.ids());
    assertThat(calls).hasSize(4);
  }

  @Test
  public void thenTheLastFailureIsSaid() {
    current.set(new Failing(100, Kind.UNAVAILABLE));
    assertThatThrownBy(() -> launcher.spawn(spec()))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("container")
        .hasMessageContaining("attempt 4");
    assertThat(calls).hasSize(4);
  }

  @Test
  public void whatTryingAgainCannotHelpIsSaidAtOnce() {
    current.set(new Failing(100, Kind.AUTHENTICATION));
    assertThatThrownBy(() -> launcher.spawn(spec())).hasMessageContaining("attempt 1");
  }

  @Test
  public void aLauncherThatIsGoneMayComeBackWhileSpawningIsTried() throws Exception {
    assertThatThrownBy(() -> launcher.spawn(spec())).hasMessageContaining("not plugged in");
    Service<WorkerLauncher> back = new Failing(0, Kind.INTERNAL);
    PluginLauncher slow =
        new PluginLauncher(
            "container", () -> Optional.ofNullable(current.getAndSet(back)), Duration.ofMillis(1));
    assertThat(slow.spawn(spec()).launcher()).isEqualTo("container");
  }

  @Test
  public void nullIsAMistakeOfThePlugin() {
    current.set(new Nothing());
    assertThatThrownBy(() -> launcher.await(HANDLE, Duration.ZERO))
        .isInstanceOf(LauncherException.class)
        .hasMessageContaining("returned null");
  }

  @Test
  public void anInterruptEndsTheWaitForAnotherTry() throws Exception {
    current.set(new Failing(100, Kind.UNAVAILABLE));
    PluginLauncher slow =
        new PluginLauncher(
            "container", () -> Optional.ofNullable(current.get()), Duration.ofMinutes(1));
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    slow.spawn(spec());
                  } catch (LauncherException | InterruptedException e) {
                    thrown.set(e);
                  }
                });
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  private static WorkerSpec spec() {
    return new WorkerSpec(
        "w1",
        "r",
        "t",
        1,
        "",
        "home",
        List.of("true"),
        Path.of("."),
        Map.of(),
        Duration.ofMinutes(1),
        Path.of("log"));
  }

  /** A door behind which the first calls fail, and the others are given the handle. */
  private final class Failing implements Service<WorkerLauncher> {
    private final int failures;
    private final Kind kind;

    Failing(int failures, Kind kind) {
      this.failures = failures;
      this.kind = kind;
    }

    @Override
    @SuppressWarnings("unchecked") // only spawn is asked here
    public <T extends @Nullable Object> T call(
        String what, Duration timeout, Use<WorkerLauncher, T> use) throws CallFailed {
      calls.add(what);
      if (calls.size() <= failures) {
        throw new CallFailed(
            new Failure(
                Failure.Cause.THREW, kind, "attempt " + calls.size(), "", Optional.empty(), false));
      }
      return (T) HANDLE;
    }
  }

  /** A door behind which everything returns null. */
  private static final class Nothing implements Service<WorkerLauncher> {
    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the very mistake
    public <T extends @Nullable Object> T call(
        String what, Duration timeout, Use<WorkerLauncher, T> use) {
      return (T) null;
    }
  }
}
