package dev.patchbay.http;

import dev.patchbay.api.PluginException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final ExecutorService threads;
  private final HttpClient client;
  private final Safeguards safeguards;

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
    safeguards = new Safeguards(settings, new Exchange(client, settings));
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

  /**
   * Sends a request; a repeatable one again when it failed by something that passes. Waits for its
   * turn when too many were sent. A service that keeps failing is not asked for a while: such a
   * call fails at once as {@code UNAVAILABLE}, and says in {@link PluginException#retryAfter()}
   * when to come again.
   */
  public Answer send(Request request) {
    return safeguards.send(request);
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
}
