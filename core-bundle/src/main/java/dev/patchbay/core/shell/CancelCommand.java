package dev.patchbay.core.shell;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cancel}. */
@Command(name = "cancel", description = "end a run and its workers")
final class CancelCommand implements Callable<Integer> {
  private final Supplier<Desk> desk;

  @Parameters(paramLabel = "RUN", description = "the run's id")
  private String run = "";

  CancelCommand(Call call, Supplier<Desk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Named.run(desk.get(), run);
    if (!desk.get().runs().cancel(run)) {
      throw new CommandFailure(CommandFailure.FAILED, "run " + run + " is not under way");
    }
    return 0;
  }
}
