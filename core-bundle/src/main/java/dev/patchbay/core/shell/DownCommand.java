package dev.patchbay.core.shell;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code down}. */
@Command(name = "down", description = "stop the daemon")
final class DownCommand implements Callable<Integer> {
  private final Supplier<Desk> desk;

  DownCommand(Call call, Supplier<Desk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    desk.get().stop().accept("asked by the command line");
    return 0;
  }
}
