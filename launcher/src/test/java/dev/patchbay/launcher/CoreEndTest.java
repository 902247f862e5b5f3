package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class CoreEndTest {
  private static final Duration SPARE = Duration.ofMillis(50);

  private final CoreEnd end = new CoreEnd();

  @Test
  public void aCoreThatAskedForTimeHasIt() throws Exception {
    end.takes(Duration.ofMinutes(5));
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            end::over, CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
    assertThat(end.await(SPARE)).isTrue();
    later.get(30, TimeUnit.SECONDS);
  }

  @Test
  public void aCoreThatSaysNothingIsNotWaitedForLonger() throws Exception {
    assertThat(end.await(SPARE)).isFalse();
  }

  @Test
  public void aCoreThatTakesLongerThanItSaidIsLeft() throws Exception {
    end.takes(Duration.ofMillis(200));
    assertThat(end.await(SPARE)).isFalse();
  }
}
