package dev.patchbay.core.hook;

import dev.patchbay.api.event.Event;
import java.util.concurrent.CompletableFuture;

/** A dead letter on its way through its lane once more. */
record Redelivery(String letter, Event event, CompletableFuture<Retried> answer) {
  void kept(String error) {
    answer.complete(Retried.kept(letter, error));
  }
}
