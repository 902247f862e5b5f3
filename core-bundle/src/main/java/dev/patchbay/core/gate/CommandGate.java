package dev.patchbay.core.gate;

import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.core.config.Durations;
import dev.patchbay.core.config.GateCommand;
import dev.patchbay.core.process.Command;
import dev.patchbay.core.process.Ended;
import dev.patchbay.core.process.Marks;
import dev.patchbay.core.process.Placeholders;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.process.Tail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A command of the configuration as a gate: it passes when it exits 0. */
record CommandGate(GateCommand gate, Processes processes, Map<String, String> environment)
    implements Gate {

  /** How much of each stream a result holds; all of it is in the log. */
  private static final int LIMIT = 16 * 1024;

  @Override
  public GateInfo info() {
    return new GateInfo(gate.name(), shown(gate.command()), gate.required(), gate.timeout());
  }

  @Override
  public boolean isSecret(String key) {
    return false;
  }

  @Override
  public Judgement judge(GateRequest request, Duration timeout, GateLog log)
      throws IOException, InterruptedException {
    List<String> argv = Placeholders.fill(gate.command(), request.placeholders());
    String call = UUID.randomUUID().toString();
    Path out = log.stream(call, "out");
    Path err = log.stream(call, "err");
    log.line("$ " + shown(argv));
    try {
      Ended ended =
          processes.run(
              Command.of(argv, request.context().cwd(), environment(request, call), out)
                  .withErrors(err),
              timeout);
      return judgement(argv, ended, timeout, out, err);
    } finally {
      log.append("standard output", out);
      log.append("standard error", err);
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static Judgement judgement(
      List<String> argv, Ended ended, Duration timeout, Path out, Path err) throws IOException {
    GateOutcome outcome =
        ended.timedOut()
            ? GateOutcome.TIMEOUT
            : ended.exitCode() == 0 ? GateOutcome.PASS : GateOutcome.FAIL;
    String message =
        switch (outcome) {
          case TIMEOUT -> "ended after its timeout of " + Durations.text(timeout);
          case FAIL -> "exit code " + ended.exitCode();
          default -> "";
        };
    return new Judgement(
        outcome,
        shown(argv),
        ended.exitCode(),
        Tail.of(out, LIMIT),
        Tail.of(err, LIMIT),
        message,
        List.of());
  }

  /** What a task gets too, and a mark of its own: a gate belongs to no task. */
  private Map<String, String> environment(GateRequest request, String call) {
    Map<String, String> all = new HashMap<>(environment);
    request
        .placeholders()
        .forEach((name, value) -> all.put("PATCHBAY_" + name.toUpperCase(Locale.ROOT), value));
    all.put(Marks.CALL, call);
    return all;
  }

  private static String shown(List<String> argv) {
    return String.join(" ", argv);
  }
}
