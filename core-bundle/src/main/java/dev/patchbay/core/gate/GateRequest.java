package dev.patchbay.core.gate;

import dev.patchbay.api.gate.GateContext;
import dev.patchbay.core.job.GateEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One gate asked about one level.
 *
 * @param context what is judged; its config is left to be made from the other two
 * @param entry how the job's definition names the gate
 * @param overrides what the command line says of the gate's config
 * @param values of the placeholders that the context does not know: branch, repository, event
 * @param log the level's log, to which everything is appended
 * @param deadline when the time of the run is over, whatever that of the gate is
 */
public record GateRequest(
    GateContext context,
    GateEntry entry,
    Map<String, Object> overrides,
    Map<String, String> values,
    Path log,
    Instant deadline) {

  public GateRequest {
    overrides = Map.copyOf(overrides);
    values = Map.copyOf(values);
  }

  /** Of a gate that has all of its own time. */
  public GateRequest(
      GateContext context,
      GateEntry entry,
      Map<String, Object> overrides,
      Map<String, String> values,
      Path log) {
    this(context, entry, overrides, values, log, Instant.MAX);
  }

  /** What is left of a gate's time. */
  Duration within(Duration timeout) {
    Duration left = Duration.between(Instant.now(), deadline);
    return left.compareTo(timeout) < 0 ? left.truncatedTo(ChronoUnit.MILLIS) : timeout;
  }

  /** The context with the gate's config: what the command line says wins over the definition. */
  GateContext configured() {
    Map<String, Object> config = new LinkedHashMap<>(entry.config());
    config.putAll(overrides);
    return new GateContext(
        context.job(),
        context.run(),
        context.feature(),
        context.level(),
        context.cwd(),
        context.commit(),
        context.changedPaths(),
        config);
  }

  /** The value of each placeholder, by its name. */
  Map<String, String> placeholders() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("level", Integer.toString(context.level()));
    all.put("feature", context.feature());
    all.put("job", context.job());
    all.put("run", context.run());
    all.put("commit", context.commit());
    all.putAll(values);
    return all;
  }
}
