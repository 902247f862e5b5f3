package dev.patchbay.http;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a {@link RestClient} what it needs to know. Everything but the address has a default. */
public final class RestClientBuilder {
  private final String service;
  private final URI base;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private boolean secretAddress;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration readTimeout = Duration.ofSeconds(15);
  private int maxBytes = 8 << 20;
  private int attempts = 3;
  private Duration maxWait = Duration.ofSeconds(10);
  private Limits limits = Limits.USUAL;

  RestClientBuilder(String service, String baseUrl) {
    this.service = service;
    this.base = address(service, baseUrl.strip());
    headers.put("Accept", "application/json");
    headers.put("User-Agent", "Patchbay");
  }

  /** Sends {@code Authorization: Bearer …}. */
  public RestClientBuilder bearer(String token) {
    return secretHeader("Authorization", "Bearer ", token);
  }

  /** Sends {@code Authorization: Basic …}. */
  public RestClientBuilder basic(String user, String password) {
    secret(password);
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return secretHeader("Authorization", "Basic ", Base64.getEncoder().encodeToString(pair));
  }

  /** A header whose value is a secret, such as a service's own token header. */
  public RestClientBuilder secretHeader(String name, String value) {
    return secretHeader(name, "", value);
  }

  /** A header that may be seen. */
  public RestClientBuilder header(String name, String value) {
    headers.put(name, sendable(name, value));
    return this;
  }

  /** A text that no message may show, wherever it stands. */
  public RestClientBuilder secret(String text) {
    secrets.add(text.strip());
    secrets.add(URLEncoder.encode(text.strip(), StandardCharsets.UTF_8));
    return this;
  }

  /** For an address that is itself a secret, a webhook's: messages name its host alone. */
  public RestClientBuilder secretAddress() {
    secretAddress = true;
    if (base.getRawPath() != null && base.getRawPath().length() > 1) {
      secrets.add(base.getRawPath());
    }
    return this;
  }

  /** How long connecting may take; 5 s by default. */
  public RestClientBuilder connectTimeout(Duration atMost) {
    connectTimeout = positive(atMost);
    return this;
  }

  /** How long one attempt may take until its whole answer is there; 15 s by default. */
  public RestClientBuilder readTimeout(Duration atMost) {
    readTimeout = positive(atMost);
    return this;
  }

  /** The largest answer that is accepted; 8 MiB by default. */
  public RestClientBuilder maxBytes(int bytes) {
    maxBytes = bytes;
    return this;
  }

  /** Attempts of a repeatable request, 3 by default; others have one. */
  public RestClientBuilder attempts(int atMost) {
    attempts = atMost;
    return this;
  }

  /** A longer wait than this is not waited for here but left to the caller; 10 s by default. */
  public RestClientBuilder maxWait(Duration atMost) {
    maxWait = positive(atMost);
    return this;
  }

  /** How many requests may begin within a second, 5 by default; more wait for their turn. */
  public RestClientBuilder requestsPerSecond(int atMost) {
    limits = limits.withRequestsPerSecond(atMost);
    return this;
  }

  /**
   * When a service that fails is left alone, and until when.
   *
   * @param failures faults in a row (no answer, or 5xx) after which nothing is asked; 5 by default
   * @param pause how long; 60 s by default
   * @param successes good answers in a row after which all is as before; 2 by default
   */
  public RestClientBuilder breaker(int failures, Duration pause, int successes) {
    limits = new Limits(limits.requestsPerSecond(), failures, positive(pause), successes);
    return this;
  }

  /** The client; to be closed when the plugin is deactivated. */
  public RestClient open() {
    return new RestClient(
        new Settings(
            service,
            base,
            secretAddress,
            headers,
            new Secrets(secrets),
            connectTimeout,
            readTimeout,
            maxBytes,
            attempts,
            maxWait,
            limits));
  }

  private RestClientBuilder secretHeader(String name, String prefix, String value) {
    String sent = sendable(name, value.strip());
    if (sent.isEmpty()) {
      throw configuration(service, "the secret for its header " + name + " is empty: set it");
    }
    secret(sent);
    headers.put(name, prefix + sent);
    return this;
  }

  /** Checked here, since the JDK's own complaint would quote the value. */
  private String sendable(String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw configuration(
          service,
          "the value for its header "
              + name
              + " has a line break or a character outside ASCII: set it without");
    }
    return value;
  }

  private static Duration positive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a timeout has to be longer than zero: " + duration);
    }
    return duration;
  }

  private static URI address(String service, String baseUrl) {
    URI uri;
    try {
      uri = new URI(baseUrl);
    } catch (URISyntaxException quotesTheAddress) {
      throw configuration(service, "its address is not a URL: expected https://host/path");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw configuration(service, "its address is not http or https: expected https://host/path");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw configuration(
          service, "its address has a user or a fragment: give credentials as options instead");
    }
    return uri;
  }

  private static PluginException configuration(String service, String problem) {
    return new PluginException(Kind.CONFIGURATION, "Cannot talk to " + service + ": " + problem);
  }
}
