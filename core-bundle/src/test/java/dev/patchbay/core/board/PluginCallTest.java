package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.core.framework.Said;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

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

  @Test
  public void whereAPluginFailsIsInItsOwnLogAndDoesNotFillIt() throws Exception {
    try (PluginCall door = new PluginCall();
        Said said = Said.by(PluginCall.class, Level.INFO)) {
      Seat seat = door.seat(() -> {});
      for (int i = 0; i < 20; i++) {
        String event = "event " + i;
        assertThat(call(door, seat, "told", new PluginException(Kind.UNAVAILABLE, "try later")))
            .contains("try later");
        assertThat(call(door, seat, event, new IllegalStateException("no idea")))
            .contains(event, "no idea");
      }
      door.release(seat);
      assertThat(said.lines()).hasSize(10).noneMatch(line -> line.contains("try later"));
      assertThat(said.lines().getFirst())
          .contains("event 0", "no idea", "\tat " + PluginCallTest.class.getName());
      assertThat(said.plugins()).containsOnly("counting");
    }
  }

  private String call(PluginCall door, Seat seat, String what, RuntimeException problem) {
    Outcome<Boolean> outcome =
        door.here(
            seat,
            caller,
            what,
            Duration.ofSeconds(30),
            () -> {},
            () -> {
              throw problem;
            });
    return ((Outcome.Failed<Boolean>) outcome).failure().message();
  }
}
