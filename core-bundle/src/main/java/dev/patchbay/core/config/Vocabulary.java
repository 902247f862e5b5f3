package dev.patchbay.core.config;

import java.util.Set;

/**
 * What a configuration is read against, as far as other rooms know it.
 *
 * @param events the names and aliases of events
 * @param commands how commands are split and checked
 */
public record Vocabulary(Set<String> events, CommandSyntax commands) {
  public Vocabulary {
    events = Set.copyOf(events);
  }
}
