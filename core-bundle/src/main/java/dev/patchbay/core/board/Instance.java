package dev.patchbay.core.board;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One instance of a plugin on the board; only the board's thread changes it. */
final class Instance {
  private final PluginId id;
  private @Nullable Generation current;
  private @Nullable PluginBundle bundle;
  private PluginState waiting = PluginState.MISSING;
  private String reason = "";
  private String note = "";
  private String versionBefore = "";
  private Instant since = Instant.now();

  Instance(PluginId id) {
    this.id = id;
  }

  PluginId id() {
    return id;
  }

  Optional<Generation> current() {
    return Optional.ofNullable(current);
  }

  /** The bundle that serves or would serve it. */
  Optional<PluginBundle> bundle() {
    return Optional.ofNullable(bundle);
  }

  /** Calls go to this generation from now on. */
  void serve(Generation generation) {
    current = generation;
    bundle = generation.bundle().orElse(bundle);
    waiting = PluginState.RESOLVED;
    reason = "";
    note = "";
    since = Instant.now();
  }

  /** It has no generation, and this is why. */
  void rest(@Nullable PluginBundle of, PluginState state, String why) {
    current = null;
    bundle = of;
    waiting = state;
    reason = why;
    since = Instant.now();
  }

  /** Something to know about it although it serves. */
  void note(String what) {
    note = what;
  }

  String note() {
    return note;
  }

  /** The version that served last; empty when none has. */
  String versionBefore() {
    return versionBefore;
  }

  /** Its generation serves, and that has been told. */
  void served() {
    Generation now = current;
    versionBefore = now == null ? versionBefore : now.version();
  }

  Instant since() {
    return since;
  }

  PluginState state() {
    Generation generation = current;
    if (generation == null) {
      return waiting;
    }
    if (!generation.quarantine().isEmpty()) {
      return PluginState.QUARANTINED;
    }
    if (generation.plugged().isEmpty()) {
      return PluginState.RESOLVED;
    }
    boolean integration =
        generation.plugged().stream().anyMatch(one -> one.type().equals(Role.INTEGRATION.label()));
    if (!integration || !generation.disconnected().isEmpty()) {
      return PluginState.REGISTERED;
    }
    return switch (generation.health().state()) {
      case HEALTHY, UNKNOWN -> PluginState.CONNECTED;
      case DEGRADED, UNHEALTHY -> PluginState.DEGRADED;
    };
  }

  /** Why it is in that state; empty when all is well. */
  String reason() {
    Generation generation = current;
    if (generation == null) {
      return reason;
    }
    String refusal = generation.refusal();
    if (!refusal.isEmpty()) {
      return refusal;
    }
    return generation.health().message().isEmpty() ? note : generation.health().message();
  }
}
