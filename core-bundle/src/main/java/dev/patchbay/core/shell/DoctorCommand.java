package dev.patchbay.core.shell;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: looks for what is wrong and says what to do; with a file, at that file alone. */
@Command(
    name = "doctor",
    description = "what is wrong with the daemon, or with a configuration file")
final class DoctorCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  private final Path home;
  @Mixin private Output output = new Output();

  @Option(names = "--config", paramLabel = "FILE", description = "check this file; needs no daemon")
  private String config = "";

  @Option(
      names = "--reindex",
      description = "build the index of receipts anew from the notes of the repositories")
  private boolean reindex;

  DoctorCommand(Call call, Supplier<Desk> desk, Path home) {
    this.call = call;
    this.desk = desk;
    this.home = home;
  }

  @Override
  public Integer call() {
    if (!config.isEmpty()) {
      return file(call.path(config));
    }
    if (reindex) {
      return reindex(desk.get());
    }
    Set<String> findings = Diagnosis.of(desk.get());
    if (output.isJson()) {
      new Json()
          .put("ok", findings.isEmpty())
          .put("findings", List.copyOf(findings))
          .print(call.out());
    } else {
      findings.forEach(each -> call.out().println(Table.plain(each)));
      if (findings.isEmpty()) {
        call.out().println("all is well");
      }
    }
    return findings.isEmpty() ? 0 : CommandFailure.FAILED;
  }

  private int reindex(Desk rooms) {
    List<Json> answers = new ArrayList<>();
    boolean all = true;
    for (Repo repo : rooms.repositories().all()) {
      Json answer = new Json().put("name", repo.name());
      try {
        int receipts = rooms.receipts().reindex(repo);
        answers.add(answer.put("receipts", receipts));
        if (!output.isJson()) {
          call.out().println(repo.name() + ": " + receipts + " receipts were added to the index");
        }
      } catch (RepositoryException e) {
        all = false;
        answers.add(answer.put("error", String.valueOf(e.getMessage())));
        call.err().println("patchbay: " + e.getMessage());
      }
    }
    if (output.isJson()) {
      Json.of("repositories", answers).print(call.out());
    }
    return all ? 0 : CommandFailure.FAILED;
  }

  private int file(Path file) {
    if (!file.toFile().isFile()) {
      throw new CommandFailure(CommandFailure.WRONG, "there is no file " + file);
    }
    try {
      Configuration read = ConfigurationCheck.read(file);
      ConfigurationCheck check = new ConfigurationCheck(home);
      List<Problem> problems = check.problems(read);
      problems.forEach(problem -> call.err().println(problem));
      check.warnings(read).forEach(warning -> call.err().println("warning: " + warning));
      if (problems.isEmpty()) {
        call.out().println(file.getFileName() + " is valid");
      }
      return problems.isEmpty() ? 0 : CommandFailure.WRONG;
    } catch (ConfigurationException e) {
      call.err().println(e.getMessage());
      return CommandFailure.WRONG;
    }
  }
}
