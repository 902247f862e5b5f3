package dev.patchbay.core.hook;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.HookCommand;
import dev.patchbay.core.process.Processes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;

/** The commands of the configuration as hooks, each with a lane of its own. */
public final class CommandHooks implements AutoCloseable {
  private static final int DIGITS = 12;

  private final Lanes lanes;
  private final Processes processes;
  private final Map<String, String> environment;
  private final Function<String, Map<String, String>> runs;
  private final Path logs;
  private final Map<String, Served> served = new HashMap<>();

  private record Served(HookCommand hook, Path directory, CommandSubscriber subscriber) {}

  /**
   * @param environment what each command has besides the values of its event: {@code PATH} and such
   * @param logs the folder with a file for what each command says
   * @param runs what is known of a run by its id, for the values that its events lack
   */
  public CommandHooks(
      Lanes lanes,
      Processes processes,
      Map<String, String> environment,
      Path logs,
      Function<String, Map<String, String>> runs) {
    this.lanes = lanes;
    this.processes = processes;
    this.environment = Map.copyOf(environment);
    this.logs = logs;
    this.runs = runs;
  }

  /** Serves the commands of this configuration from now on; one that stays keeps its place. */
  public synchronized void configure(Configuration configuration) {
    Map<String, HookCommand> wanted = new HashMap<>();
    for (HookCommand hook : configuration.hooks()) {
      String name = name(hook);
      // The same command twice for one event is two hooks.
      for (int same = 2; wanted.containsKey(name); same++) {
        name = name(hook) + "-" + same;
      }
      wanted.put(name, hook);
    }
    served.entrySet().removeIf(entry -> !wanted.containsKey(entry.getKey()) && end(entry));
    wanted.forEach((name, hook) -> serve(name, hook, configuration.directory()));
  }

  private boolean end(Map.Entry<String, Served> entry) {
    entry.getValue().subscriber().close();
    lanes.remove(entry.getKey());
    return true;
  }

  private void serve(String name, HookCommand hook, Path directory) {
    Served before = served.get(name);
    if (before != null
        && before.hook().timeout().equals(hook.timeout())
        && before.directory().equals(directory)) {
      return;
    }
    Path output = logs.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-") + ".log");
    CommandSubscriber subscriber =
        new CommandSubscriber(hook, processes, directory, output, environment, runs);
    served.put(name, new Served(hook, directory, subscriber));
    lanes.serve(name, subscriber);
    if (before != null) {
      before.subscriber().close();
    }
  }

  /** The name of its cursor: it stays while event and command stay, wherever they stand. */
  private static String name(HookCommand hook) {
    try {
      byte[] words = String.join("\0", hook.command()).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(words);
      return HookName.COMMAND
          + hook.event()
          + " "
          + HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Ends the commands that run; their events are theirs again at the next start. */
  @Override
  public synchronized void close() {
    served.entrySet().removeIf(this::end);
  }
}
