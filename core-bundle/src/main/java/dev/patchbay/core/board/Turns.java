package dev.patchbay.core.board;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What is done to one plugin is done one after another, whatever others are waiting for. */
final class Turns {
  private final Executor thread;
  private final Map<String, CompletableFuture<?>> last = new HashMap<>();

  Turns(Executor thread) {
    this.thread = thread;
  }

  /** Begins on the board's thread when all that was asked for before has been answered. */
  <T> CompletableFuture<T> next(String plugin, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<?> before =
        last.getOrDefault(plugin, CompletableFuture.completedFuture(null));
    CompletableFuture<T> turn =
        before.handle((result, failure) -> true).thenComposeAsync(go -> work.get(), thread);
    last.put(plugin, turn);
    Tools.forget(turn.thenRunAsync(() -> last.remove(plugin, turn), thread));
    return turn;
  }
}
