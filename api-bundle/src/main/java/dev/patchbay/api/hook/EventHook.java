package dev.patchbay.api.hook;

import dev.patchbay.api.event.Event;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of events. A plugin publishes it as an OSGi service; that is its registration, and {@code
 * E} is its subscription: {@code EventHook<JobFailed>}, {@code EventHook<GitEvent>}, {@code
 * EventHook<Event>}. The service property {@code hook} is the hook's own name within its plugin,
 * {@code main} when there is only one.
 *
 * <p>A hook observes. Nothing it does changes the outcome of a job or delays another hook.
 *
 * @param <E> the events it wants: one record, or one of the sealed families
 */
@ConsumerType
public interface EventHook<E extends Event> {

  /**
   * Is told of one event, after it is durable. Events come in the order of the log, one at a time
   * for each hook, on a thread that is the hook's while it has work; other hooks run at the same
   * time. After a crash the last few may come once more, with the same {@link Event#id()}.
   *
   * <p>It should return quickly and must return within the timeout (60 s by default); then it is
   * interrupted, which counts as a failure that may pass, and a hook that has not returned 5 s
   * later is quarantined.
   *
   * @param event what happened
   * @throws Exception ends the attempt. An {@link java.io.IOException} or a retryable {@link
   *     dev.patchbay.api.PluginException} is tried again, three times in all; then, or after any
   *     other exception, the event becomes a dead letter and the hook goes on with the next
   */
  void on(E event) throws Exception;
}
