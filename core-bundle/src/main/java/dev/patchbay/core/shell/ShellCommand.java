package dev.patchbay.core.shell;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shell}. */
@Command(name = "shell", description = "an interactive Gogo shell in the daemon")
final class ShellCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;

  @Option(
      names = "--foreground",
      hidden = true,
      description = "of `up` itself: Ctrl-C at the prompt stops the daemon")
  private boolean foreground;

  ShellCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Desk rooms = desk.get();
    Optional<Runnable> stop =
        foreground ? Optional.of(() -> rooms.stop().accept("Ctrl-C")) : Optional.empty();
    return rooms.shell().serve(call, stop);
  }
}
