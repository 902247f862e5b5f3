package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.git.RepositoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}. */
@Command(name = "status", description = "the daemon's state")
final class StatusCommand implements Callable<Integer> {
  private final Call call;
  private final Supplier<Desk> desk;
  @Mixin private Output output = new Output();

  StatusCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    Desk rooms = desk.get();
    About about = rooms.about();
    Duration uptime = Duration.between(about.started(), Instant.now());
    List<RepositoryState> repositories = rooms.watcher().states();
    List<PluginInfo> plugins = rooms.records().plugins();
    boolean accepting = rooms.store().accepting();
    long pid = ProcessHandle.current().pid();
    if (output.isJson()) {
      new Json()
          .put("pid", pid)
          .put("home", about.home().toString())
          .put("version", about.version())
          .put("ready", about.ready().getAsBoolean())
          .put("uptime", uptime)
          .put("accepting", accepting)
          .put("lastEvent", rooms.log().last())
          .putAll("repositories", repositories.stream().map(each -> json(rooms, each)).toList())
          .putAll("plugins", plugins.stream().map(StatusCommand::json).toList())
          .print(call.out());
      return 0;
    }
    call.out()
        .printf(
            "patchbay %s, pid %d, %s for %s, home %s%n",
            about.version(),
            pid,
            about.ready().getAsBoolean() ? "ready" : "starting",
            Words.took(uptime),
            about.home());
    if (!accepting) {
      call.out()
          .println("NOT ACCEPTING: the disk of the home is full; it goes on when there is space");
    }
    Table table = new Table("REPOSITORY", "REFS", "PENDING", "PATH");
    for (RepositoryState each : repositories) {
      table.row(
          each.name(),
          Long.toString(each.refs()),
          Long.toString(rooms.receipts().pending(each.name())),
          each.path() + said(each.error()) + said(each.warning()));
    }
    if (!table.isEmpty()) {
      table.print(call);
    }
    PluginsCommand.table(plugins).print(call);
    return 0;
  }

  private static Json json(Desk rooms, RepositoryState each) {
    return new Json()
        .put("name", each.name())
        .put("path", each.path().toString())
        .put("refs", each.refs())
        .put("pendingReceipts", rooms.receipts().pending(each.name()))
        .put("error", each.error())
        .put("warning", each.warning());
  }

  private static String said(String trouble) {
    return trouble.isEmpty() ? "" : ": " + trouble;
  }

  private static Json json(PluginInfo each) {
    return new Json()
        .put("name", each.name())
        .put("instance", each.instance())
        .put("version", each.version())
        .put("state", each.state());
  }
}
