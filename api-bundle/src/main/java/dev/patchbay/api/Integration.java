package dev.patchbay.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A plugin that holds a connection to something outside. Plugins implement it beside what they are
 * otherwise, or through one of the integration types.
 *
 * <p>Activation, {@link #connect}, {@link #disconnect} and deactivation come one after another,
 * each on a thread made for it: never two of them at the same time, and nothing that was put into a
 * {@code ThreadLocal} is there at the next. {@link #health} is asked beside them, on a thread made
 * for the question.
 */
@ConsumerType
public interface Integration {

  /**
   * Proves that the service answers and that the credentials are good. Called after activation and,
   * with growing waits, again after a failure; an update is switched to only when it has returned.
   * It should return within seconds; 30 s is the limit.
   *
   * @throws Exception when the connection cannot be made; a {@link PluginException} says of which
   *     kind the failure is, anything else counts as {@link PluginException.Kind#INTERNAL}
   */
  default void connect() throws Exception {}

  /**
   * Gives the connection back. Called before deactivation, when no call is under way any more; 10 s
   * is the limit.
   *
   * @throws Exception is logged and changes nothing
   */
  default void disconnect() throws Exception {}

  /**
   * Tells how the connection is. Called once {@link #connect()} has returned and every 30 s from
   * then on, more often as long as it was never better than unhealthy; it should return within a
   * second, and 10 s is the limit. An update is switched to only when it is well. A question that
   * is under way when the plugin is to go is not waited for; what it comes to then is not heard.
   *
   * @return how it is, never null
   * @throws Exception counts as {@link Health.State#UNHEALTHY} with the exception's message
   */
  default Health health() throws Exception {
    return Health.healthy();
  }
}
