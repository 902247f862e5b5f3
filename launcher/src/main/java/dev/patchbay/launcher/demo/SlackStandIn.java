package dev.patchbay.launcher.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code chat.postMessage} on loopback as Slack does, and remembers what came. */
final class SlackStandIn implements AutoCloseable {
  private static final byte[] ANSWER =
      "{\"ok\":true,\"channel\":\"C0\",\"ts\":\"1.0\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<String> bodies = new ArrayList<>();

  SlackStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new DemoFailure("cannot listen on loopback: " + e.getMessage(), e);
    }
    server.createContext("/api/chat.postMessage", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
  }

  /** The JSON bodies received so far, oldest first. */
  synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      synchronized (this) {
        bodies.add(body);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
