package dev.patchbay.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

public class HintsTest {
  private final Deque<Runnable> pool = new ArrayDeque<>();
  private final Hints hints = new Hints(pool::add, () -> {});

  @Test
  public void nobodyWaitsForWhatIsClosed() {
    hints.close();
    assertThat(hints.everything()).isCompleted();
    assertThat(pool).isEmpty();
  }

  @Test
  public void whoWaitsIsAnsweredWhenItIsClosedDuringALook() {
    CompletableFuture<Void> first = hints.everything();
    Hints.Taken taken = hints.take();
    CompletableFuture<Void> second = hints.everything();
    hints.close();
    assertThat(second).isCompleted();
    assertThat(first).isNotDone();
    hints.done(taken);
    assertThat(first).isCompleted();
    assertThat(hints.take().looked()).isCompleted();
    assertThat(hints.everything()).isCompleted();
  }
}
