package dev.patchbay.core.hook;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.core.board.Failure;
import dev.patchbay.core.board.Seat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** Gives a test the events that plugins send. */
record Told(Function<Event, Optional<Failure>> by) implements Subscriber {
  /** One that takes whatever it gets. */
  static Told taking(Consumer<Event> by) {
    return new Told(
        event -> {
          by.accept(event);
          return Optional.empty();
        });
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean wants(Event event) {
    return event instanceof CustomEvent;
  }

  @Override
  public boolean asksFor(Event event) {
    return false;
  }

  @Override
  public String refusal() {
    return "";
  }

  @Override
  public Optional<Failure> deliver(Seat seat, Event event) {
    return by.apply(event);
  }
}
