package dev.patchbay.core.worker;

import dev.patchbay.core.board.CallFailed;
import dev.patchbay.core.board.Use;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls into a plugin through the door; {@code Plugged::call}. */
@FunctionalInterface
interface Service<S> {
  <T extends @Nullable Object> T call(String what, Duration timeout, Use<S, T> use)
      throws CallFailed;
}
