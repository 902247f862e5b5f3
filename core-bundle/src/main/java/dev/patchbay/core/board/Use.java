package dev.patchbay.core.board;

import org.jspecify.annotations.Nullable;

/** What to do with a service of a plugin, inside the door. */
@FunctionalInterface
public interface Use<S, T extends @Nullable Object> {
  T of(S service) throws Exception;
}
