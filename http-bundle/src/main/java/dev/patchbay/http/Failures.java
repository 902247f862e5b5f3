package dev.patchbay.http;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns what went wrong into an error of the right kind that says what to do. */
final class Failures {
  private static final int DETAIL = 300;

  private final Settings settings;

  Failures(Settings settings) {
    this.settings = settings;
  }

  PluginException status(String what, int status, Optional<String> retryAfter, byte[] body) {
    Optional<Duration> wait = retryAfter.flatMap(text -> RetryAfter.parse(text, Instant.now()));
    Kind kind = kind(status);
    String message =
        "%s answered %d to %s%s: %s"
            .formatted(settings.service(), status, what, detail(body), advice(status, kind, wait));
    PluginException failure = new PluginException(kind, settings.secrets().mask(message));
    return wait.map(failure::retryAfter).orElse(failure);
  }

  PluginException io(String what, IOException cause) {
    String problem =
        switch (cause) {
          case HttpConnectTimeoutException slow ->
              "no connection within " + text(settings.connectTimeout());
          case HttpTimeoutException slow ->
              "no whole answer within " + text(settings.readTimeout());
          case ConnectException refused -> "no connection" + reason(refused);
          case SSLException tls -> "no trusted connection" + reason(tls);
          default -> "the connection broke" + reason(cause);
        };
    return unavailable(what, problem + "; check its address and the network, or try again");
  }

  PluginException slow(String what) {
    return unavailable(
        what, "no whole answer within " + text(settings.readTimeout()) + "; try again");
  }

  PluginException interrupted(String what) {
    return unavailable(what, "the call was interrupted before its answer came");
  }

  /** It failed too often of late. */
  PluginException resting(String what, Duration pause) {
    return unavailable(
            what,
            "it failed several times in a row and is left alone; it is asked again in "
                + text(Duration.ofSeconds(pause.toSeconds() + 1)))
        .retryAfter(pause);
  }

  PluginException tooMany(String what) {
    return failure(
        Kind.RATE_LIMITED,
        "%s could not be asked for %s: %d requests a second are allowed, and too many wait; try again, or allow more"
            .formatted(settings.service(), what, settings.limits().requestsPerSecond()));
  }

  PluginException closed(String what) {
    return unavailable(what, "this client was closed; the plugin has been deactivated");
  }

  PluginException tooLong(String what) {
    return failure(
        Kind.INVALID,
        "%s answered %s with more than %d bytes: ask for less at a time"
            .formatted(settings.service(), what, settings.maxBytes()));
  }

  PluginException notJson(String what) {
    return failure(
        Kind.CONFIGURATION,
        "%s answered %s with something that is not the expected JSON: check its base address"
            .formatted(settings.service(), what));
  }

  PluginException redirected(String what, String target) {
    return failure(
        Kind.CONFIGURATION,
        "%s redirects %s to %s, where credentials are not sent: check its base address"
            .formatted(settings.service(), what, target));
  }

  PluginException badAddress(String what) {
    return failure(
        Kind.INVALID,
        "%s could not be asked for %s: the path is not one".formatted(settings.service(), what));
  }

  /** Without the cause itself: its text may quote what this one masks. */
  private PluginException unavailable(String what, String problem) {
    return failure(
        Kind.UNAVAILABLE,
        "%s could not be asked for %s: %s".formatted(settings.service(), what, problem));
  }

  private PluginException failure(Kind kind, String message) {
    return new PluginException(kind, settings.secrets().mask(message));
  }

  static Kind kind(int status) {
    return switch (status) {
      case 401, 403, 407 -> Kind.AUTHENTICATION;
      case 404, 410 -> Kind.NOT_FOUND;
      case 408, 425 -> Kind.UNAVAILABLE;
      case 429 -> Kind.RATE_LIMITED;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.INVALID;
    };
  }

  private static String advice(int status, Kind kind, Optional<Duration> wait) {
    String later = wait.map(time -> "wait " + text(time) + ", then try again").orElse("try again");
    return switch (kind) {
      case AUTHENTICATION ->
          status == 403
              ? "the credentials are not allowed to do this; grant the permission or use others"
              : "the credentials were not accepted; check the configured ones";
      case NOT_FOUND -> "there is no such thing; check the base address and the names asked for";
      case RATE_LIMITED -> "too many requests; " + later;
      case UNAVAILABLE -> "the service has a fault; " + later;
      default -> "the request was refused; correct it, repeating it does not help";
    };
  }

  /** What the service itself says, from the members in which services usually say it. */
  private static String detail(byte[] body) {
    if (!(Json.read(body).orElse("") instanceof Map<?, ?> map)) {
      return "";
    }
    JsonObject answer = JsonObject.of(map);
    String said = answer.text("message");
    for (String name : new String[] {"error", "error_description", "detail", "msg"}) {
      said = said.isEmpty() ? answer.text(name) : said;
    }
    said = said.isEmpty() ? answer.object("error").text("message") : said;
    for (JsonObject error : answer.objects("errors")) {
      String one = error.text("msg").isEmpty() ? error.text("message") : error.text("msg");
      said = said.isEmpty() ? one : said;
    }
    said = said.replaceAll("\\p{Cntrl}+", " ").strip();
    if (said.isEmpty()) {
      return "";
    }
    return " (" + (said.length() > DETAIL ? said.substring(0, DETAIL) + "…" : said) + ")";
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
