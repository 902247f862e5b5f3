package dev.patchbay.core.shell;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code shell}. */
@Command(name = "shell", description = "an interactive Gogo shell in the daemon")
final class ShellCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;

  ShellCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return desk.get().shell().serve(call);
  }
}
