package dev.patchbay.core.gate;

import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.core.board.Plugged;
import dev.patchbay.core.config.GateCommand;
import dev.patchbay.core.process.Processes;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gates of a level, of the configuration and of plugins, as they are at that moment. */
public final class Gates {

  private static final Logger LOG = LoggerFactory.getLogger(Gates.class);

  private final Supplier<List<Gate>> known;

  public Gates(
      Processes processes,
      Supplier<List<GateCommand>> commands,
      Supplier<Map<String, Plugged<QualityGate>>> plugged) {
    this(both(processes, commands, plugged));
  }

  Gates(Supplier<List<Gate>> known) {
    this.known = known;
  }

  private static Supplier<List<Gate>> both(
      Processes processes,
      Supplier<List<GateCommand>> commands,
      Supplier<Map<String, Plugged<QualityGate>>> plugged) {
    Map<String, String> environment = Processes.inherited();
    return () -> {
      List<Gate> gates = new ArrayList<>();
      commands.get().forEach(gate -> gates.add(new CommandGate(gate, processes, environment)));
      plugged.get().forEach((name, gate) -> gates.add(new PluginGate(name, gate)));
      return gates;
    };
  }

  public List<String> names() {
    return List.copyOf(byName().keySet());
  }

  /** A gate's configuration as everybody may see it. */
  public Map<String, Object> shown(String gate, Map<String, Object> config) {
    Gate known = find(gate);
    Map<String, Object> shown = new LinkedHashMap<>(config);
    shown.replaceAll((key, value) -> known.isSecret(key) ? "***" : value);
    return shown;
  }

  /**
   * Asks them one after another on this thread, commands first, else in the order given; a required
   * one that did not pass is the last that is asked.
   *
   * @param each told of each result before the next gate is asked
   */
  public List<GateResult> judge(List<GateRequest> requests, Consumer<GateResult> each)
      throws InterruptedException {
    List<GateRequest> inOrder = new ArrayList<>(requests);
    inOrder.sort(Comparator.comparing(request -> !isCommand(find(request.entry().name()))));
    List<GateResult> results = new ArrayList<>();
    for (GateRequest request : inOrder) {
      GateResult result = run(request);
      results.add(result);
      each.accept(result);
      if (result.stops()) {
        break;
      }
    }
    return results;
  }

  /** Asks one. Whatever goes wrong is in the result, and fails when the gate is required. */
  public GateResult run(GateRequest request) throws InterruptedException {
    Gate gate = find(request.entry().name());
    GateInfo info = gate.info();
    Instant timestamp = Instant.now();
    long start = System.nanoTime();
    Judgement judgement = judge(gate, request, timestamp);
    GateResult result =
        new GateResult(
            info.name(),
            judgement.outcome(),
            judgement.command(),
            judgement.exitCode(),
            judgement.stdout(),
            judgement.stderr(),
            Duration.ofNanos(System.nanoTime() - start),
            timestamp,
            request.entry().required().orElse(info.required()),
            judgement.message(),
            judgement.findings());
    LOG.debug("gate {}: {} {}", result.gateName(), result.result(), result.message());
    return result;
  }

  private static Judgement judge(Gate gate, GateRequest request, Instant timestamp)
      throws InterruptedException {
    GateInfo info = gate.info();
    GateLog log = new GateLog(request.log());
    Judgement judgement;
    try {
      log.line("=== " + info.name() + " " + timestamp);
      Duration timeout = request.within(request.entry().timeout().orElse(info.timeout()));
      judgement = timeout.isNegative() ? Judgement.late() : gate.judge(request, timeout, log);
    } catch (IOException e) {
      // The file system's own exceptions say no more than the path.
      String what = e instanceof FileSystemException ? e.toString() : e.getMessage();
      judgement = Judgement.error(info.source(), String.valueOf(what));
    }
    try {
      log.line(
          "=== %s %s %s".formatted(info.name(), judgement.outcome(), judgement.message()).strip());
    } catch (IOException e) {
      LOG.warn("cannot write to {}: {}", request.log(), e.getMessage());
    }
    return judgement;
  }

  private Gate find(String name) {
    Map<String, Gate> all = byName();
    Gate gate = all.get(name);
    return gate == null ? new MissingGate(name, all.keySet()) : gate;
  }

  private static boolean isCommand(Gate gate) {
    return gate instanceof CommandGate;
  }

  /** The configuration's own come first, also where a plugin brings one of the same name. */
  private Map<String, Gate> byName() {
    Map<String, Gate> byName = new LinkedHashMap<>();
    known.get().forEach(gate -> byName.putIfAbsent(gate.info().name(), gate));
    return byName;
  }
}
