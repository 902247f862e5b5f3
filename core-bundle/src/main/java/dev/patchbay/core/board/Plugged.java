package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import dev.patchbay.api.hook.EventHook;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A service of a plugin as the rooms of core see it: its names, and calls through the door. It may
 * be kept: once its generation has ended, nothing of the plugin hangs on it and calls fail with
 * {@link Failure.Cause#GONE}.
 */
public final class Plugged<S> {
  private final Generation generation;
  private final Held held;
  private final Role<S> role;
  private final String name;
  private final Map<String, Object> properties;
  private final @Nullable Class<?> subject;

  Plugged(
      Generation generation,
      Held held,
      Role<S> role,
      String name,
      Map<String, Object> properties,
      @Nullable Class<?> subject) {
    this.generation = generation;
    this.held = held;
    this.role = role;
    this.name = name;
    this.properties = Map.copyOf(properties);
    this.subject = subject;
  }

  public PluginId id() {
    return generation.id();
  }

  public String plugin() {
    return generation.id().name();
  }

  public String instance() {
    return generation.id().instance();
  }

  /** The service's own name: of the gate, guard, launcher, hook. */
  public String name() {
    return name;
  }

  public String version() {
    return generation.version();
  }

  /** What it is, as listings say it. */
  public String type() {
    return role.label();
  }

  /** The properties of the service that are text, numbers or truth values; never a secret. */
  public Map<String, Object> properties() {
    return properties;
  }

  /** The keys of its plugin's options whose values nobody may see. */
  public Set<String> secrets() {
    return generation.bundle().map(PluginBundle::secrets).orElse(Set.of());
  }

  /** Of a hook: the type of events it wants; {@code null} when only its property says so. */
  public @Nullable Class<?> subject() {
    return subject;
  }

  /** Whether its service is one of this type, too. */
  boolean is(Class<?> type) {
    return type.isInstance(held.service());
  }

  /** How its generation said last that it is. */
  Health health() {
    return generation.health();
  }

  /** Why it cannot be called at present; empty when it can. */
  public String refusal() {
    return held.inFlight().barred()
        ? id() + " " + version() + " is no longer plugged in"
        : generation.refusal();
  }

  /** The hook that it is; empty when it is none. */
  @SuppressWarnings("rawtypes") // what a hook takes is known at run time only
  public Optional<Plugged<EventHook>> hook() {
    return Optional.ofNullable(as(Role.HOOK));
  }

  /** Whether it stands for this kind of service. */
  <R> @Nullable Plugged<R> as(Role<R> wanted) {
    if (!wanted.equals(role)) {
      return null;
    }
    @SuppressWarnings("unchecked") // the role says which
    Plugged<R> same = (Plugged<R>) this;
    return same;
  }

  /**
   * Calls on a thread made for it, and waits. When the caller is interrupted so is the call.
   *
   * @throws CallFailed when it threw, took too long, or could not be called
   */
  public <T extends @Nullable Object> T call(String what, Duration timeout, Use<S, T> use)
      throws CallFailed {
    Outcome<T> outcome;
    S service = enter();
    if (service == null) {
      outcome = new Outcome.Failed<>(Failure.gone(refusal()));
    } else {
      outcome = callApart(what, timeout, service, use);
    }
    return switch (outcome) {
      case Outcome.Returned<T> returned -> returned.value();
      case Outcome.Failed<T> failed -> throw new CallFailed(failed.failure());
    };
  }

  /** Calls on the calling thread, which sits at this seat of the door. */
  public <T extends @Nullable Object> Outcome<T> callHere(
      PluginCall door, Seat seat, String what, Duration timeout, Use<S, T> use) {
    S service = enter();
    if (service == null) {
      return new Outcome.Failed<>(Failure.gone(refusal()));
    }
    Runnable lost = () -> lost(door.givenUp(generation.caller(), what, timeout));
    Outcome<T> outcome =
        door.here(seat, generation.caller(), what, timeout, lost, () -> use.of(service));
    if (!isGivenUp(outcome)) {
      judge(outcome);
      held.inFlight().leave();
    }
    return outcome;
  }

  private <T extends @Nullable Object> Outcome<T> callApart(
      String what, Duration timeout, S service, Use<S, T> use) {
    PluginCall.Handed<T> call =
        generation.door().apart(generation.caller(), what, timeout, () -> use.of(service));
    Outcome<T> outcome = await(call);
    if (isGivenUp(outcome) && outcome instanceof Outcome.Failed<T> failed) {
      lost(failed.failure());
    } else {
      judge(outcome);
      held.inFlight().leave();
    }
    return outcome;
  }

  private void judge(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Failed<?> failed
        && failed.failure().cause() == Failure.Cause.STARVED) {
      generation.starved(failed.failure());
    }
  }

  /** The plugin has kept the thread of a call: it gets no other. */
  private void lost(Failure failure) {
    generation.quarantine(failure.message());
    held.inFlight().leave();
  }

  private static boolean isGivenUp(@Nullable Outcome<?> outcome) {
    return outcome instanceof Outcome.Failed<?> failed
        && failed.failure().cause() == Failure.Cause.GIVEN_UP;
  }

  /** Waits without an end, for the door answers in any case. */
  private static <T extends @Nullable Object> Outcome<T> await(PluginCall.Handed<T> call) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.answer().get();
        } catch (InterruptedException cancelled) {
          interrupted = true;
          call.hurry().run();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The service, when a call may go in; then it must leave. */
  private @Nullable S enter() {
    if (!generation.refusal().isEmpty() || !held.inFlight().enter()) {
      return null;
    }
    Object service = held.service();
    if (service == null) {
      held.inFlight().leave();
      return null;
    }
    return role.type().cast(service);
  }
}
