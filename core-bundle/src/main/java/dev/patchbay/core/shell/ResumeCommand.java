package dev.patchbay.core.shell;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code resume}. */
@Command(name = "resume", description = "go on with a paused run")
final class ResumeCommand implements Callable<Integer> {
  private final Supplier<Desk> desk;

  @Parameters(paramLabel = "RUN", description = "the run's id")
  private String run = "";

  ResumeCommand(Call call, Supplier<Desk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Named.run(desk.get(), run);
    if (!desk.get().runs().resume(run)) {
      throw new CommandFailure(CommandFailure.FAILED, "run " + run + " is not paused");
    }
    return 0;
  }
}
