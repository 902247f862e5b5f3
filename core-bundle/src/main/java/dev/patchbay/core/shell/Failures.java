package dev.patchbay.core.shell;

import dev.patchbay.api.PluginException;
import dev.patchbay.core.config.Nearest;
import dev.patchbay.core.deploy.DeployException;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.run.SubmissionException;
import dev.patchbay.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user is told of a command that came to nothing, and its exit code. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private Failures() {}

  /** One whose arguments are wrong. */
  static int misused(Call call, ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    String hint = "";
    if (problem instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      hint =
          word.startsWith("-")
              ? Nearest.hint(word, command.getCommandSpec().optionsMap().keySet())
              : Nearest.hint(word, command.getSubcommands().keySet());
    }
    call.err().println("patchbay: " + Table.plain(String.valueOf(problem.getMessage())) + hint);
    command.usage(call.err());
    return CommandFailure.WRONG;
  }

  /** One that has thrown. */
  static int of(Call call, Exception problem) {
    switch (problem) {
      case CommandFailure failure -> {
        return tell(call, failure, failure.exit());
      }
      case InterruptedException e -> {
        return call.cancelled() ? CommandFailure.INTERRUPTED : CommandFailure.FAILED;
      }
      case PluginException e -> {
        return tell(call, e, exit(e));
      }
      case RepositoryException e -> {
        return tell(call, e, CommandFailure.WRONG);
      }
      case DeployException e -> {
        return tell(call, e, e.isUnknown() ? CommandFailure.WRONG : CommandFailure.FAILED);
      }
      case SubmissionException e -> {
        return tell(call, e, CommandFailure.WRONG);
      }
      case StoreException e -> {
        return tell(call, e, CommandFailure.FAILED);
      }
      default -> {
        LOG.error("command {} failed", call.argv().getFirst(), problem);
        return tell(call, problem, CommandFailure.FAILED);
      }
    }
  }

  private static int exit(PluginException problem) {
    return switch (problem.kind()) {
      case NOT_FOUND, INVALID, CONFIGURATION -> CommandFailure.WRONG;
      default -> CommandFailure.FAILED;
    };
  }

  private static int tell(Call call, Exception problem, int exit) {
    String message = problem.getMessage();
    call.err().println("patchbay: " + (message == null ? problem.toString() : message));
    return exit;
  }
}
