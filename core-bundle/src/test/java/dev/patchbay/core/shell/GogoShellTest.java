package dev.patchbay.core.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Process;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** A session of the real Gogo runtime, fed with lines. */
public class GogoShellTest {
  @Rule public final DeskFixture daemon = new DeskFixture();

  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final CommandProcessorImpl gogo = new CommandProcessorImpl(streams);

  @Before
  public void offerCommands() {
    streams.start();
    Commands commands = new Commands(daemon.home(), daemon::desk);
    for (String name : commands.names()) {
      GogoCommand command = new GogoCommand(commands, name);
      assertThat(command.properties()).containsEntry(CommandProcessor.COMMAND_FUNCTION, name);
      gogo.addCommand("patchbay", command, name);
    }
    gogo.addCommand("patchbay", new GogoCommand(commands, "help"), "help");
    GogoFilter.ALL.forEach(
        filter ->
            gogo.addCommand(
                "patchbay",
                filter,
                String.valueOf(filter.properties().get(CommandProcessor.COMMAND_FUNCTION))));
    gogo.addConverter(new BundleConverter(daemon.framework()));
    gogo.addCommand("test", new Stopping(), "stop");
  }

  @After
  public void stop() {
    streams.stop();
  }

  /** Takes bundles as the framework's own commands do. */
  public static final class Stopping {
    public String stop(Bundle... bundles) {
      return Arrays.stream(bundles)
          .map(bundle -> "stopped " + bundle.getSymbolicName())
          .collect(Collectors.joining(","));
    }
  }

  private static InputStream lines(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private Spoken type(String lines) throws IOException, InterruptedException {
    Spoken call = new Spoken(Path.of("/"), List.of("shell"), lines(lines));
    call.end(new GogoShell(() -> Optional.of(gogo)).serve(call, Optional.empty()));
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
  public void bundlesAreMeantByIdNameOrLocation() throws Exception {
    assertThat(type("test:stop 0\n").printed()).contains("stopped org.apache.felix.framework");
    assertThat(type("test:stop org.apache.felix.framework\n").printed()).contains("stopped org.");
    assertThat(type("test:stop 'System Bundle'\n").printed()).contains("stopped org.");
    assertThat(type("test:stop 99999\n").errors()).contains("stop");
  }

  @Test
  public void listingsGoThroughFilters() throws Exception {
    assertThat(type("launchers | grep '^sub'\n").printed())
        .startsWith("subprocess")
        .doesNotContain("mock");
    assertThat(type("help | head 1\n").printed()).startsWith("usage: patchbay").hasLineCount(1);
    assertThat(type("launchers | grep '('\n").errors()).contains("grep: ");
  }

  @Test
  public void helpListsTheCommandsOfPatchbay() throws Exception {
    assertThat(type("help\n").printed()).contains("dead-letters", "felix:help");
  }

  /** Prints a step and looks whether it has come through before it goes on. */
  public record Steps(ByteArrayOutputStream seen) {
    public boolean steps() {
      Process.Utils.current().out().println("first step");
      return seen.toString(StandardCharsets.UTF_8).contains("first step");
    }
  }

  @Test
  public void whatACommandPrintsIsSeenWhileItRuns() throws Exception {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    gogo.addCommand("test", new Steps(seen), "steps");
    Spoken call = new Spoken(Path.of("/"), List.of("shell"), lines("test:steps\n"), seen);
    call.end(new GogoShell(() -> Optional.of(gogo)).serve(call, Optional.empty()));
    call.out().flush();
    assertThat(seen.toString(StandardCharsets.UTF_8)).contains("first step").contains("true");
  }

  @Test
  public void exitLeavesWhatFollowsUnread() throws Exception {
    assertThat(type("exit\nlaunchers\n").printed()).isEmpty();
  }
}
