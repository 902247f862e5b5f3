package dev.patchbay.core.job;

import dev.patchbay.core.config.CommandSyntax;
import dev.patchbay.core.process.ArgumentVector;
import dev.patchbay.core.process.Placeholders;
import java.util.List;

/** Commands as POSIX words with the placeholders that the daemon fills in. */
public final class PosixCommands implements CommandSyntax {
  @Override
  public List<String> split(String text) {
    return ArgumentVector.split(text);
  }

  @Override
  public void check(List<String> arguments) {
    Placeholders.check(arguments);
  }
}
