package dev.patchbay.core.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A session of the real Gogo runtime, fed with lines. */
public class GogoShellTest {
  @Rule public final DeskFixture daemon = new DeskFixture();

  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final CommandProcessorImpl gogo = new CommandProcessorImpl(streams);

  @Before
  public void offerCommands() {
    streams.start();
    Commands commands = new Commands(daemon::desk);
    for (String name : commands.names()) {
      GogoCommand command = new GogoCommand(commands, name);
      assertThat(command.properties()).containsEntry(CommandProcessor.COMMAND_FUNCTION, name);
      gogo.addCommand("patchbay", command, name);
    }
  }

  @After
  public void stop() {
    streams.stop();
  }

  private Spoken type(String lines) throws IOException, InterruptedException {
    Spoken call =
        new Spoken(
            Path.of("/"),
            List.of("shell"),
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    call.end(new GogoShell(() -> Optional.of(gogo)).serve(call));
    return call;
  }

  @Test
  public void commandsOfPatchbayWorkWithAndWithoutTheirScope() throws Exception {
    assertThat(type("launchers\n").printed()).contains("subprocess");
    assertThat(type("patchbay:dead-letters\n").printed()).contains("no dead letters");
  }

  @Test
  public void whatALineThrowsEndsTheLineAlone() throws Exception {
    Spoken typed = type("nonsense\nlaunchers\n");
    assertThat(typed.errors()).contains("nonsense");
    assertThat(typed.printed()).contains("subprocess");
    assertThat(typed.exit()).isZero();
  }

  @Test
  public void exitLeavesWhatFollowsUnread() throws Exception {
    assertThat(type("exit\nlaunchers\n").printed()).isEmpty();
  }
}
