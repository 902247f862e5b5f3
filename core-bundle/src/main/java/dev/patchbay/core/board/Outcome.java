package dev.patchbay.core.board;

import org.jspecify.annotations.Nullable;

/** What came of a call into a plugin. */
public sealed interface Outcome<T extends @Nullable Object> {
  /** It returned in time. */
  record Returned<T extends @Nullable Object>(T value) implements Outcome<T> {}

  /** It did not end well. */
  record Failed<T extends @Nullable Object>(Failure failure) implements Outcome<T> {}
}
