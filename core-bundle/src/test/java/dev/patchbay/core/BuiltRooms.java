package dev.patchbay.core;

import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.shell.Desk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;

/** The rooms as the composition root builds them, with a door that does not wait long. */
public final class BuiltRooms {
  private BuiltRooms() {}

  /**
   * Most of them; nothing in them has begun.
   *
   * @param trouble why the last change of the configuration was not applied
   * @param stop told the reason when a command ends the daemon
   */
  public static Desk desk(
      BundleContext context,
      Path home,
      Supplier<Configuration> configuration,
      Supplier<List<String>> trouble,
      Consumer<String> stop)
      throws IOException {
    Settings settings =
        new Settings(
            home,
            home.resolve("patchbay.yaml"),
            List.of(),
            "1.2.3",
            home.resolve("catalog"),
            Instant.now(),
            Duration.ofSeconds(60));
    return Rooms.build(
            context,
            settings,
            configuration,
            Foundation.lay(home, notice -> {}),
            new PluginCall(Duration.ofMillis(300)),
            new Rooms.Around(() -> true, trouble, (call, atPrompt) -> 0, stop))
        .desk();
  }
}
