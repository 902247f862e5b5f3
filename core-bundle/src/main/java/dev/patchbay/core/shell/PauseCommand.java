package dev.patchbay.core.shell;

import dev.patchbay.core.run.RunStatus;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pause}. */
@Command(name = "pause", description = "start no more tasks of a run")
final class PauseCommand implements Callable<Integer> {
  private final Supplier<Desk> desk;

  @Parameters(paramLabel = "RUN", description = "the run's id")
  private String run = "";

  PauseCommand(Call call, Supplier<Desk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (Named.run(desk.get(), run).status().equals(RunStatus.PAUSED.word())) {
      throw new CommandFailure(CommandFailure.FAILED, "run " + run + " is paused already");
    }
    if (!desk.get().runs().pause(run)) {
      throw new CommandFailure(CommandFailure.FAILED, "run " + run + " is not under way");
    }
    return 0;
  }
}
