package dev.patchbay.core.gate;

import dev.patchbay.core.config.Nearest;
import java.time.Duration;
import java.util.Collection;

/** What stands in for a gate that nobody brings: required like a plugin's, it lets nothing by. */
record MissingGate(String name, Collection<String> known) implements Gate {

  @Override
  public GateInfo info() {
    return new GateInfo(name, "", true, Duration.ZERO);
  }

  /** Nobody can tell which ones are. */
  @Override
  public boolean isSecret(String key) {
    return true;
  }

  @Override
  public Judgement judge(GateRequest request, Duration timeout, GateLog log) {
    String hint = Nearest.hint(name, known);
    return Judgement.error(
        "",
        hint.isEmpty()
            ? "no gate '%s'; gates come from `gates:` in patchbay.yaml and from plugins"
                .formatted(name)
            : "no gate '%s'%s".formatted(name, hint));
  }
}
