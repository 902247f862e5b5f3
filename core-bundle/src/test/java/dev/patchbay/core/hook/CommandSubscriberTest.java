package dev.patchbay.core.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.LevelCompleted;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.board.Seat;
import dev.patchbay.core.config.HookCommand;
import dev.patchbay.core.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommandSubscriberTest {
  private static final LevelCompleted EVENT =
      new LevelCompleted(
          new EventHeader("1-a", 1, Instant.EPOCH, ""),
          "r",
          "j",
          "f",
          1,
          "",
          1,
          Duration.ZERO,
          true);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final PluginCall door = new PluginCall();

  @After
  public void close() {
    door.close();
  }

  @Test
  public void aCommandThatIsNoLongerConfiguredIsNotBegun() {
    CommandSubscriber subscriber = subscriber("touch ran");
    subscriber.close();
    Optional<Failure> failure = deliver(subscriber);
    assertThat(failure).map(Failure::cause).contains(Failure.Cause.GONE);
    assertThat(here("ran")).doesNotExist();
  }

  private Optional<Failure> deliver(CommandSubscriber subscriber) {
    Seat seat = door.seat(() -> {});
    try {
      return subscriber.deliver(seat, EVENT);
    } finally {
      door.release(seat);
    }
  }

  private CommandSubscriber subscriber(String script) {
    HookCommand hook =
        new HookCommand("level:complete", List.of("sh", "-c", script), Duration.ofSeconds(50), 1);
    return new CommandSubscriber(
        hook,
        new Processes(),
        here("."),
        here("out.log"),
        Map.of("PATH", "/usr/bin:/bin"),
        run -> Map.of());
  }

  private Path here(String name) {
    return folder.getRoot().toPath().resolve(name);
  }
}
