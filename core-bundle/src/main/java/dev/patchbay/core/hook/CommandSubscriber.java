package dev.patchbay.core.hook;

import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Failure.Cause;
import dev.patchbay.core.board.Seat;
import dev.patchbay.core.config.Durations;
import dev.patchbay.core.config.HookCommand;
import dev.patchbay.core.log.EventCodec;
import dev.patchbay.core.log.EventNames;
import dev.patchbay.core.process.Command;
import dev.patchbay.core.process.Ended;
import dev.patchbay.core.process.Marks;
import dev.patchbay.core.process.Placeholders;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.process.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command of the configuration as a hook: the event's JSON is on its standard input. */
final class CommandSubscriber implements Subscriber {
  private static final int TAIL = 2000;
  private static final long FULL_LOG = 4L << 20;

  private final HookCommand hook;
  private final Processes processes;
  private final Path directory;
  private final Path output;
  private final Map<String, String> environment;
  private final Function<String, Map<String, String>> runs;
  private final Set<Class<? extends Event>> types;
  private final EventCodec codec = new EventCodec();
  private @Nullable Thread running;
  private volatile String refusal = "";

  /**
   * @param directory where the command runs
   * @param output the file that what it says is appended to
   * @param environment what it has besides the event's values
   * @param runs what is known of a run by its id, for the values that its events lack
   */
  CommandSubscriber(
      HookCommand hook,
      Processes processes,
      Path directory,
      Path output,
      Map<String, String> environment,
      Function<String, Map<String, String>> runs) {
    this.hook = hook;
    this.processes = processes;
    this.directory = directory;
    this.output = output;
    this.environment = Map.copyOf(environment);
    this.runs = runs;
    this.types = EventNames.records(hook.event());
  }

  @Override
  public boolean wants(Event event) {
    return types.contains(event.getClass()) || event.name().equals(hook.event());
  }

  @Override
  public boolean asksFor(Event event) {
    return types.contains(event.getClass());
  }

  @Override
  public String refusal() {
    return refusal;
  }

  /** Ends the command that runs, and takes no more. */
  synchronized void close() {
    refusal = "no longer configured";
    if (running != null) {
      running.interrupt();
    }
  }

  /** False when it is closed: then nobody would end the command that begins now. */
  private synchronized boolean enter() {
    if (!refusal.isEmpty()) {
      return false;
    }
    running = Thread.currentThread();
    return true;
  }

  /** What the thread does next is not to be interrupted for this. */
  private synchronized void leave() {
    running = null;
    if (!refusal.isEmpty()) {
      Thread.interrupted();
    }
  }

  @Override
  public Optional<Failure> deliver(Seat seat, Event event) {
    if (!enter()) {
      return Optional.of(failure(Cause.GONE, "it is " + refusal, true));
    }
    try {
      Path folder = output.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      turnOver();
      JsonNode json = codec.json(event);
      Map<String, String> values = EventValues.of(event, json, runs);
      Command command =
          Command.of(
                  Placeholders.fill(hook.command(), values), directory, variables(values), output)
              .withInput(json.toString());
      return failure(processes.run(command, hook.timeout()));
    } catch (InterruptedException e) {
      return Optional.of(failure(Cause.GONE, "it was ended", true));
    } catch (IOException e) {
      return Optional.of(failure(Cause.THREW, String.valueOf(e.getMessage()), true));
    } finally {
      leave();
    }
  }

  private Map<String, String> variables(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(environment);
    values.forEach((name, value) -> all.put("PATCHBAY_" + name.toUpperCase(Locale.ROOT), value));
    all.put(Marks.CALL, UUID.randomUUID().toString());
    return all;
  }

  private Optional<Failure> failure(Ended ended) throws IOException {
    if (ended.ok()) {
      return Optional.empty();
    }
    if (ended.timedOut()) {
      String took = "it took longer than " + Durations.text(hook.timeout()) + " and was ended";
      return Optional.of(failure(Cause.TIMED_OUT, took, true));
    }
    String said = Tail.of(output, TAIL).strip();
    String message = "it ended with exit code " + ended.exitCode();
    return Optional.of(
        failure(Cause.THREW, said.isEmpty() ? message : message + ": " + said, false));
  }

  private Failure failure(Cause cause, String message, boolean retryable) {
    String who = "the command " + String.join(" ", hook.command());
    return new Failure(
        cause, Kind.UNAVAILABLE, who + ": " + message, "", Optional.empty(), retryable);
  }

  /** Keeps the log of a busy hook from growing for ever. */
  private void turnOver() throws IOException {
    if (Files.exists(output) && Files.size(output) > FULL_LOG) {
      Path old = output.resolveSibling(output.getFileName() + ".1");
      Files.move(output, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
