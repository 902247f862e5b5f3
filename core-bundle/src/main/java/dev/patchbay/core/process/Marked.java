package dev.patchbay.core.process;

import java.util.Map;

/** A process that carries marks, with the {@code PATCHBAY_*} variables of its environment. */
public record Marked(ProcessIdentity identity, Map<String, String> variables) {

  public Marked {
    variables = Map.copyOf(variables);
  }
}
