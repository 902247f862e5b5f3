package dev.patchbay.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks to one service. Calls block, may come from any number of threads, end within their timeouts
 * and honour interruption; a status that is not a success is a {@link PluginException} of the kind
 * that fits, with the time to wait when the service names one.
 *
 * <pre>{@code
 * RestClient chat = RestClient.to("Chat", config.baseUrl()).bearer(config._token()).open();
 * String id = chat.send(Request.post("messages").json(Map.of("text", text))).json().text("id");
 * }</pre>
 *
 * <p>Opened in the plugin's constructor, closed in its {@code @Deactivate} method.
 */
public final class RestClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestClient.class);
  private static final Duration CLOSING = Duration.ofSeconds(2);
  private static final Duration NONE = Duration.ofNanos(-1);

  private final ExecutorService threads;
  private final HttpClient client;
  private final Exchange exchange;
  private final RetryPolicy<Answer> retries;

  RestClient(Settings settings) {
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("http-" + settings.service() + "-", 1).factory());
    client =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(Redirect.NEVER)
            // Over plain http the JDK would ask for an upgrade that some servers stumble over.
            .version(
                "https".equals(settings.base().getScheme()) ? Version.HTTP_2 : Version.HTTP_1_1)
            .build();
    exchange = new Exchange(client, settings);
    retries =
        RetryPolicy.<Answer>builder()
            .handleIf(failure -> passing(failure, settings.maxWait()))
            .withMaxAttempts(settings.attempts())
            .withBackoff(200, 5_000, ChronoUnit.MILLIS)
            .withJitter(0.2)
            .withDelayFnOn(context -> waitFor(context.getLastException()), PluginException.class)
            .onRetryScheduled(
                event ->
                    LOG.debug(
                        "{}: again in {} ms after {}",
                        settings.service(),
                        event.getDelay().toMillis(),
                        String.valueOf(event.getLastException())))
            .build();
  }

  /**
   * Begins a client.
   *
   * @param service the service's name, as messages are to say it
   * @param baseUrl where it is, {@code http} or {@code https}
   * @throws PluginException of kind {@code CONFIGURATION} when that is no such address
   */
  public static RestClientBuilder to(String service, String baseUrl) {
    return new RestClientBuilder(service, baseUrl);
  }

  /** Sends a request; a repeatable one again when it failed by something that passes. */
  public Answer send(Request request) {
    if (!request.repeatable()) {
      return exchange.of(request);
    }
    try {
      return Failsafe.with(retries).get(() -> exchange.of(request));
    } catch (FailsafeException interrupted) {
      Thread.currentThread().interrupt();
      throw exchange.failures().interrupted(exchange.shown(request));
    }
  }

  /** Ends the connections and threads; calls still under way fail. */
  @Override
  public void close() {
    client.shutdownNow();
    try {
      client.awaitTermination(CLOSING);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  private static boolean passing(Throwable failure, Duration maxWait) {
    return failure instanceof PluginException known
        && !Thread.currentThread().isInterrupted()
        && (known.kind() == Kind.UNAVAILABLE || known.kind() == Kind.RATE_LIMITED)
        && known.retryAfter().orElse(Duration.ZERO).compareTo(maxWait) <= 0;
  }

  /**
   * A little more than was asked for, since the jitter takes some off; negative: the backoff's own.
   */
  private static Duration waitFor(Throwable failure) {
    return failure instanceof PluginException known
        ? known.retryAfter().map(asked -> asked.multipliedBy(5).dividedBy(4)).orElse(NONE)
        : NONE;
  }
}
