package dev.patchbay.core.shell;

import dev.patchbay.core.board.Rehearsal;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.deploy.DeployException;
import java.nio.file.Path;
import java.util.List;

/** What an update would do, or why it would be refused. */
final class PluginRehearsal {
  private final Call call;
  private final Desk rooms;

  PluginRehearsal(Call call, Desk rooms) {
    this.call = call;
    this.rooms = rooms;
  }

  /** With the options that the file has now; the result is the exit code. */
  int print(Path jar) throws DeployException {
    Rehearsal rehearsal = rooms.deployment().rehearse(jar, written());
    if (!rehearsal.obstacle().isEmpty()) {
      call.err().println("patchbay: it would be refused: " + rehearsal.obstacle());
      return CommandFailure.FAILED;
    }
    say("starts", rehearsal.starts());
    say("ends", rehearsal.ends());
    say("refreshes", rehearsal.refreshed());
    return 0;
  }

  private Configuration written() {
    try {
      return ConfigurationCheck.read(rooms.configuration().get().file());
    } catch (ConfigurationException e) {
      throw new CommandFailure(CommandFailure.WRONG, String.valueOf(e.getMessage()));
    }
  }

  private void say(String does, List<String> bundles) {
    call.out().println(does + " " + (bundles.isEmpty() ? "nothing" : String.join(", ", bundles)));
  }
}
