package dev.patchbay.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One attempt at one request, redirects within the service included. */
final class Exchange {
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_OF_AN_ERROR = 64 << 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpClient client;
  private final Settings settings;
  private final Failures failures;

  Exchange(HttpClient client, Settings settings) {
    this.client = client;
    this.settings = settings;
    this.failures = new Failures(settings);
  }

  Answer of(Request request) {
    URI uri = address(request);
    for (int hop = 0; ; hop++) {
      String what = request.method() + " " + settings.shown(uri);
      HttpResponse<byte[]> response = sent(request, uri, what);
      int status = response.statusCode();
      if (REDIRECTS.contains(status)) {
        uri = next(request, uri, response, what, hop);
      } else if (status >= 300) {
        throw failures.status(
            what, status, response.headers().firstValue("Retry-After"), response.body());
      } else if (response.body().length > settings.maxBytes()) {
        throw failures.tooLong(what);
      } else {
        return new Answer(
            status, response.headers(), response.body(), () -> failures.notJson(what));
      }
    }
  }

  /** What of a request may be shown, for messages of those who send it. */
  Failures failures() {
    return failures;
  }

  String shown(Request request) {
    return request.method() + " " + settings.shown(address(request));
  }

  private HttpResponse<byte[]> sent(Request request, URI uri, String what) {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      answer =
          client.sendAsync(http(request, uri), info -> new BoundedBody(limit(info.statusCode())));
    } catch (IllegalArgumentException quotesTheValue) {
      throw failures.badAddress(what);
    }
    try {
      return answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw failures.slow(what);
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw failures.interrupted(what);
    } catch (CancellationException ended) {
      throw failures.closed(what);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException io) {
        throw client.isTerminated() ? failures.closed(what) : failures.io(what, io);
      }
      throw failures.closed(what);
    }
  }

  private int limit(int status) {
    return status >= 300 ? Math.min(MOST_OF_AN_ERROR, settings.maxBytes()) : settings.maxBytes();
  }

  private HttpRequest http(Request request, URI uri) {
    HttpRequest.Builder http = HttpRequest.newBuilder(uri).timeout(settings.readTimeout());
    settings.headers().forEach(http::setHeader);
    request.headers().forEach(http::setHeader);
    if (request.contentType().isEmpty()) {
      http.method(request.method(), BodyPublishers.noBody());
    } else {
      http.setHeader("Content-Type", request.contentType());
      http.method(request.method(), BodyPublishers.ofString(request.body()));
    }
    return http.build();
  }

  /**
   * Credentials go with each request, so only the same host is followed, and never down to http.
   */
  private URI next(Request request, URI from, HttpResponse<byte[]> response, String what, int hop) {
    URI to;
    try {
      to = from.resolve(response.headers().firstValue("Location").orElse(""));
    } catch (IllegalArgumentException malformed) {
      throw failures.redirected(what, "an address that is none");
    }
    String target = to.getScheme() + "://" + to.getHost();
    boolean upgrade = "https".equals(to.getScheme()) && "http".equals(from.getScheme());
    boolean here =
        from.getHost().equalsIgnoreCase(to.getHost())
            && (upgrade
                || (from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort()));
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!here || !reads || hop >= MOST_REDIRECTS) {
      throw failures.redirected(what, target);
    }
    return to;
  }

  private URI address(Request request) {
    StringJoiner query = new StringJoiner("&");
    if (settings.base().getRawQuery() != null) {
      query.add(settings.base().getRawQuery());
    }
    request
        .query()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                query.add(escaped(name) + "=" + escaped(value));
              }
            });
    String base = settings.base().getScheme() + "://" + settings.base().getRawAuthority();
    String path = settings.base().getRawPath() == null ? "" : settings.base().getRawPath();
    if (!request.path().isEmpty()) {
      path = path.replaceAll("/+$", "") + "/" + request.path().replaceAll("^/+", "");
    }
    try {
      return URI.create(base + path + (query.length() == 0 ? "" : "?" + query));
    } catch (IllegalArgumentException malformed) {
      throw failures.badAddress(request.method());
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
