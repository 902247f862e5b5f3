package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** What whoever calls a plugin hears when it cannot be called at all. */
public class PluginCallTest {
  /** A stack that no machine has, so that the thread cannot be started. */
  private static final long TOO_MUCH = Long.MAX_VALUE;

  private final Caller caller = new Caller(new PluginId("counting", PluginId.DEFAULT));

  @Test
  public void aCallForWhichThereIsNoThreadIsAnswered() throws Exception {
    try (PluginCall door =
        new PluginCall(Duration.ofSeconds(5), work -> new Thread(null, work, "", TOO_MUCH))) {
      Outcome<String> outcome =
          door.apart(caller, "connect", Duration.ofSeconds(30), () -> "called")
              .answer()
              .get(30, TimeUnit.SECONDS);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.failure().cause()).isEqualTo(Failure.Cause.GONE);
                assertThat(failed.failure().message()).contains("counting", "connect", "thread");
              });
    }
  }

  @Test
  public void aStepForWhichThereIsNoThreadDoesNotHoldUpTheNext() throws Exception {
    boolean[] first = {true};
    try (PluginCall door =
        new PluginCall(
            Duration.ofSeconds(5),
            work -> {
              long stack = first[0] ? TOO_MUCH : 0;
              first[0] = false;
              return new Thread(null, work, "", stack);
            })) {
      LifeThread life = new LifeThread(door, caller);
      assertThat(life.run("start", Duration.ofSeconds(30), () -> true).get(30, TimeUnit.SECONDS))
          .isInstanceOf(Outcome.Failed.class);
      assertThat(life.run("start", Duration.ofSeconds(30), () -> true).get(30, TimeUnit.SECONDS))
          .isEqualTo(new Outcome.Returned<>(true));
    }
  }
}
