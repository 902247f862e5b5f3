package dev.patchbay.core.shell;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.deploy.DeployException;
import dev.patchbay.core.hook.Forgetting;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plugin install} and so on. */
@Command(
    name = "plugin",
    synopsisSubcommandLabel =
        "(install | update | rollback | remove | forget | start | stop | info)",
    description = "install, update, roll back, remove, start, stop or look at a plugin")
final class PluginCommand {
  private final Call call;
  private final Supplier<Desk> desk;

  PluginCommand(Call call, Supplier<Desk> desk) {
    this.call = call;
    this.desk = desk;
  }

  @Command(name = "install", description = "puts a jar into plugins/ and starts it")
  int install(@Parameters(paramLabel = "FILE", description = "a plugin's jar") String file)
      throws DeployException {
    return arrived(desk.get().deployment().install(call.path(file)), "installed");
  }

  @Command(name = "update", description = "replaces a plugin while it runs")
  int update(
      @Parameters(paramLabel = "FILE", description = "another version's jar") String file,
      @Option(names = "--dry-run", description = "says what it would do, and changes nothing")
          boolean dryRun)
      throws DeployException {
    if (dryRun) {
      return new PluginRehearsal(call, desk.get()).print(call.path(file));
    }
    return arrived(desk.get().deployment().update(call.path(file)), "updated");
  }

  @Command(name = "rollback", description = "puts the version before in a plugin's place")
  int rollback(@Parameters(paramLabel = "NAME", description = "the plugin") String name)
      throws DeployException {
    return arrived(desk.get().deployment().rollback(known(name)), "rolled back to");
  }

  @Command(name = "remove", description = "takes a plugin out; its jar is kept in state/previous/")
  int remove(@Parameters(paramLabel = "NAME", description = "the plugin") String name)
      throws DeployException {
    desk.get().deployment().remove(known(name));
    call.out().println("removed " + name);
    return 0;
  }

  @Command(name = "forget", description = "drops the place and the dead letters of one not there")
  int forget(
      @Parameters(paramLabel = "NAME", description = "a removed plugin, or name~instance")
          String name) {
    Desk rooms = desk.get();
    for (PluginInfo each : rooms.records().plugins()) {
      boolean meant = PluginsCommand.label(each).equals(name) || each.name().equals(name);
      if (meant && !each.state().equals("missing")) {
        throw new CommandFailure(
            CommandFailure.FAILED,
            name + " is there (" + each.state() + "); `patchbay plugin remove` it first");
      }
    }
    Forgetting forgetting = new Forgetting(rooms.lanes());
    Set<String> readers = forgetting.known(name);
    if (readers.isEmpty()) {
      throw CommandFailure.unknown(
          "removed plugin with a place in the log", name, forgetting.names());
    }
    int letters = forgetting.forget(readers);
    call.out()
        .println(
            "forgot %s: %d hook(s) and %d dead letter(s)".formatted(name, readers.size(), letters));
    return 0;
  }

  @Command(name = "start", description = "starts a stopped plugin, or a quarantined one anew")
  int start(@Parameters(paramLabel = "NAME", description = "the plugin") String name)
      throws DeployException {
    return arrived(desk.get().deployment().start(known(name)), "started");
  }

  @Command(name = "stop", description = "ends a plugin until it is started, also across restarts")
  int stop(@Parameters(paramLabel = "NAME", description = "the plugin") String name)
      throws DeployException {
    desk.get().deployment().stop(known(name));
    call.out().println("stopped " + name);
    return 0;
  }

  @Command(name = "info", description = "what a plugin is, does and takes")
  int info(
      @Parameters(paramLabel = "NAME", description = "the plugin") String name,
      @Option(names = "--yaml", description = "a block for patchbay.yaml with all its options")
          boolean yaml,
      @Mixin Output output) {
    return new PluginDetails(call, desk.get()).print(name, yaml, output);
  }

  /** It was accepted, but may not serve yet: then the reason is shown, and it is no success. */
  private int arrived(Arrival arrival, String done) {
    String state = arrival.state().label();
    if (!arrival.accepted()) {
      call.err()
          .println(
              "patchbay: "
                  + arrival.plugin()
                  + " "
                  + arrival.version()
                  + " was refused: "
                  + arrival.reason());
      return CommandFailure.FAILED;
    }
    String reason = arrival.reason().isEmpty() ? "" : ": " + arrival.reason();
    call.out()
        .println(done + " " + arrival.plugin() + " " + arrival.version() + ", " + state + reason);
    return 0;
  }

  private String known(String name) {
    List<String> names =
        desk.get().records().plugins().stream().map(PluginInfo::name).distinct().toList();
    if (!names.contains(name)) {
      throw CommandFailure.unknown("plugin", name, names);
    }
    return name;
  }
}
