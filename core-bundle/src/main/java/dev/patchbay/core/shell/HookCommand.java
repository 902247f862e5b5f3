package dev.patchbay.core.shell;

import dev.patchbay.core.git.PushHook;
import dev.patchbay.core.repository.Repo;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hook install}. */
@Command(
    name = "hook",
    synopsisSubcommandLabel = "install REPOSITORY",
    description = "`hook install REPOSITORY`: see each push by itself")
final class HookCommand {
  private final Call call;
  private final Supplier<Desk> desk;

  HookCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Command(name = "install", description = "adds a post-receive hook; one that is there goes on")
  int install(
      @Parameters(paramLabel = "REPOSITORY", description = "a watched one's name, or a path")
          String repository) {
    Desk rooms = desk.get();
    Optional<Repo> watched = rooms.repositories().find(repository);
    Repo repo = watched.orElseGet(() -> rooms.repositories().open(call.path(repository)));
    call.out().println("installed " + PushHook.install(repo));
    if (watched.isEmpty()) {
      call.out().println("note: this repository is not watched yet");
    }
    return 0;
  }
}
