package dev.patchbay.http.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server on a free loopback port in the place of a service. It answers as it is told,
 * on threads of its own, and remembers what it was asked.
 */
public final class StandIn implements AutoCloseable {
  /** Decides what is answered to the {@code nth} request, counted from 1. */
  public interface Script {
    Reply reply(Seen request, int nth);
  }

  /** Answers the {@code nth} request by itself, for what a {@link Reply} cannot say. */
  public interface Handler {
    void answer(HttpExchange exchange, int nth) throws IOException;
  }

  /** One request that came. */
  public record Seen(String method, String uri, Map<String, List<String>> headers, String body) {
    /** The first header of this name, with a capital letter and then small ones; else empty. */
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }

    public String authorization() {
      return header("Authorization");
    }
  }

  /** One answer to give. */
  public record Reply(int status, String body, Map<String, String> headers) {
    public static Reply of(int status, String body) {
      return new Reply(status, body, Map.of());
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
  }

  /** A service that answers by a script. */
  public static StandIn replying(Script script) throws IOException {
    StandIn service = new StandIn();
    return service.serving(
        exchange -> {
          Seen request = read(exchange);
          send(exchange, script.reply(request, service.note(request)));
        });
  }

  /** A service that does what it wants with each exchange; its body is read already. */
  public static StandIn handling(Handler handler) throws IOException {
    StandIn service = new StandIn();
    return service.serving(exchange -> handler.answer(exchange, service.note(read(exchange))));
  }

  /** Sends a whole answer, as JSON unless the reply's headers say otherwise. */
  public static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked until now, in the order in which it came. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private StandIn serving(HttpHandler handler) {
    server.createContext("/", handler);
    server.start();
    return this;
  }

  private static Seen read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return new Seen(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        Map.copyOf(exchange.getRequestHeaders()),
        body);
  }

  /** The how many-th it is: each has its own number, also of two that come at once. */
  private int note(Seen request) {
    synchronized (seen) {
      seen.add(request);
      return seen.size();
    }
  }
}
