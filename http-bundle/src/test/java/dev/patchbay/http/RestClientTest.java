package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.http.testing.StandIn;
import dev.patchbay.http.testing.StandIn.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

public class RestClientTest {
  private static final String TOKEN = "very-secret-token";

  @Test
  public void sendsBaseAddressPathQueryHeadersAndJson() throws IOException {
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> StandIn.send(exchange, Reply.of(200, "{\"id\":7,\"n\":null}")));
        RestClient client = client(stub.url() + "/v1/").open()) {
      Answer answer =
          client.send(
              Request.post("/things")
                  .query("key", "a b&c=ü")
                  .query("left-out", "")
                  .header("X-Trace", "1")
                  .json(Map.of("name", "x", "list", List.of(1, true))));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().number("id")).isEqualTo(7);
      assertThat(answer.json().has("n")).isFalse();
      StandIn.Seen seen = stub.seen().get(0);
      assertThat(seen.method()).isEqualTo("POST");
      assertThat(seen.uri()).isEqualTo("/v1/things?key=a%20b%26c%3D%C3%BC");
      assertThat(seen.header("Authorization")).isEqualTo("Bearer " + TOKEN);
      assertThat(seen.header("X-trace")).isEqualTo("1");
      assertThat(seen.header("Content-type")).isEqualTo("application/json; charset=utf-8");
      assertThat(seen.body()).contains("\"name\":\"x\"").contains("[1,true]");
    }
  }

  @Test
  public void statusCodesBecomeKinds() throws IOException {
    Map<Integer, Kind> kinds =
        Map.ofEntries(
            Map.entry(400, Kind.INVALID),
            Map.entry(401, Kind.AUTHENTICATION),
            Map.entry(403, Kind.AUTHENTICATION),
            Map.entry(404, Kind.NOT_FOUND),
            Map.entry(409, Kind.INVALID),
            Map.entry(422, Kind.INVALID),
            Map.entry(429, Kind.RATE_LIMITED),
            Map.entry(500, Kind.UNAVAILABLE),
            Map.entry(503, Kind.UNAVAILABLE));
    for (Map.Entry<Integer, Kind> each : kinds.entrySet()) {
      try (StandIn stub =
              StandIn.handling(
                  (exchange, nth) -> StandIn.send(exchange, Reply.of(each.getKey(), "")));
          RestClient client = client(stub.url()).open()) {
        PluginException failure = failure(client, Request.post("thing"));
        assertThat(failure.kind()).as("%d", each.getKey()).isEqualTo(each.getValue());
        assertThat(failure)
            .hasMessageContaining("Stand-in answered " + each.getKey())
            .hasMessageContaining("POST " + stub.url() + "/thing");
      }
    }
  }

  @Test
  public void secretsAreInNoMessageWhateverTheServiceSays() throws IOException {
    String said = "{\"message\":\"token " + TOKEN + " is\\nunknown\"}";
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(401, said)));
        RestClient client = client(stub.url()).open()) {
      PluginException failure = failure(client, Request.get(TOKEN).query("key", TOKEN));
      assertThat(failure)
          .hasMessageContaining("token *** is unknown")
          .hasMessageContaining("GET " + stub.url() + "/***")
          .hasMessageNotContaining(TOKEN)
          .hasNoCause();
    }
  }

  @Test
  public void aSecretAddressIsNamedByItsHostAlone() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(404, "")));
        RestClient client =
            RestClient.to("Webhook", stub.url() + "/hooks/T1/B2/abcdef").secretAddress().open()) {
      PluginException failure = failure(client, Request.post("").json(Map.of()));
      assertThat(failure)
          .hasMessageContaining("POST " + stub.url() + "/…")
          .hasMessageNotContaining("abcdef");
      assertThat(stub.seen().get(0).uri()).isEqualTo("/hooks/T1/B2/abcdef");
    }
  }

  @Test
  public void aTokenThatNoHeaderMayCarryIsRefusedWithoutQuotingIt() {
    PluginException failure =
        catchThrowableOfType(
            PluginException.class,
            () -> RestClient.to("Stand-in", "http://127.0.0.1").bearer("se\ncret"));
    assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    assertThat(failure).hasMessageNotContaining("cret\"").hasNoCause();
  }

  @Test
  public void aTokenReadFromAFileMayEndWithANewline() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(200, "{}")));
        RestClient client = RestClient.to("Stand-in", stub.url()).bearer(TOKEN + "\n").open()) {
      client.send(Request.get(""));
      assertThat(stub.seen().get(0).header("Authorization")).isEqualTo("Bearer " + TOKEN);
    }
  }

  @Test
  public void anAddressThatIsNoneIsAConfigurationError() {
    for (String address :
        List.of("", "example.com", "ftp://example.com", "http://", "http://u:p@example.com")) {
      PluginException failure =
          catchThrowableOfType(PluginException.class, () -> RestClient.to("Stand-in", address));
      assertThat(failure).as(address).isNotNull();
      assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    }
  }

  @Test
  public void whatIsRepeatableIsSentAgainAndTheRestIsNot() throws IOException {
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) ->
                    StandIn.send(exchange, Reply.of(nth < 3 ? 503 : 200, "{\"ok\":true}")));
        RestClient client = client(stub.url()).open()) {
      assertThat(client.send(Request.get("")).json().flag("ok")).isTrue();
      assertThat(stub.seen()).hasSize(3);
    }
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(503, "")));
        RestClient client = client(stub.url()).open()) {
      assertThat(failure(client, Request.post("")).kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(stub.seen()).hasSize(1);
      assertThat(failure(client, Request.post("").repeatable(true))).isNotNull();
      assertThat(stub.seen()).hasSize(4);
    }
  }

  @Test
  public void whatDoesNotPassIsNotRepeated() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(404, "")));
        RestClient client = client(stub.url()).open()) {
      failure(client, Request.get(""));
      assertThat(stub.seen()).hasSize(1);
    }
  }

  @Test
  public void aShortRetryAfterIsWaitedForAndALongOneIsLeftToTheCaller() throws IOException {
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> {
                  exchange.getResponseHeaders().set("Retry-After", "1");
                  StandIn.send(exchange, Reply.of(nth == 1 ? 429 : 200, "{}"));
                });
        RestClient client = client(stub.url()).open()) {
      long begin = System.nanoTime();
      client.send(Request.get(""));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
    }
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> {
                  exchange.getResponseHeaders().set("Retry-After", "120");
                  StandIn.send(exchange, Reply.of(429, ""));
                });
        RestClient client = client(stub.url()).open()) {
      PluginException failure = failure(client, Request.get(""));
      assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
      assertThat(failure).hasMessageContaining("wait 120 s");
      assertThat(stub.seen()).hasSize(1);
    }
  }

  @Test
  public void aServerThatDripsItsAnswerIsGivenUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> {
                  exchange.sendResponseHeaders(200, 1000);
                  exchange.getResponseBody().write('{');
                  exchange.getResponseBody().flush();
                  await(over);
                });
        RestClient client = client(stub.url()).readTimeout(Duration.ofMillis(200)).open()) {
      PluginException failure = failure(client, Request.post(""));
      over.countDown();
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("no whole answer within 200 ms");
    }
  }

  @Test
  public void nobodyThereIsUnavailable() throws IOException {
    String url;
    try (StandIn stub = StandIn.handling((exchange, nth) -> {})) {
      url = stub.url();
    }
    try (RestClient client = client(url).attempts(1).open()) {
      PluginException failure = failure(client, Request.get("x"));
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("no connection").hasMessageContaining(url + "/x");
    }
  }

  @Test
  public void anAnswerThatIsTooLongIsRefused() throws IOException {
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> StandIn.send(exchange, Reply.of(200, "x".repeat(2000))));
        RestClient client = client(stub.url()).maxBytes(1999).open();
        RestClient enough = client(stub.url()).maxBytes(2000).open()) {
      PluginException failure = failure(client, Request.get(""));
      assertThat(failure.kind()).isEqualTo(Kind.INVALID);
      assertThat(failure).hasMessageContaining("more than 1999 bytes");
      assertThat(enough.send(Request.get("")).text()).hasSize(2000);
    }
  }

  @Test
  public void whatIsNotJsonPointsAtTheBaseAddress() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(200, "<html>")));
        RestClient client = client(stub.url()).open()) {
      Answer answer = client.send(Request.get(""));
      PluginException failure = catchThrowableOfType(PluginException.class, answer::json);
      assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
      assertThat(failure).hasMessageContaining("check its base address");
    }
  }

  @Test
  public void credentialsFollowNoRedirectToAnotherHost() throws IOException {
    try (StandIn other =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(200, "{}")));
        StandIn stub =
            StandIn.handling(
                (exchange, nth) -> {
                  exchange.getResponseHeaders().set("Location", other.url() + "/x?key=" + TOKEN);
                  StandIn.send(exchange, Reply.of(302, ""));
                });
        RestClient client = client(stub.url()).open()) {
      PluginException failure = failure(client, Request.get(""));
      assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
      assertThat(failure).hasMessageContaining("redirects").hasMessageNotContaining(TOKEN);
      assertThat(other.seen()).isEmpty();
    }
  }

  @Test
  public void aRedirectWithinTheHostIsFollowedButNotForever() throws IOException {
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> {
                  if (exchange.getRequestURI().getPath().equals("/here")) {
                    StandIn.send(exchange, Reply.of(200, "{\"ok\":true}"));
                  } else {
                    String to =
                        exchange.getRequestURI().getPath().equals("/loop") ? "/loop" : "/here";
                    exchange.getResponseHeaders().set("Location", to);
                    StandIn.send(exchange, Reply.of(301, ""));
                  }
                });
        RestClient client = client(stub.url()).open()) {
      assertThat(client.send(Request.get("old")).json().flag("ok")).isTrue();
      assertThat(failure(client, Request.get("loop")).kind()).isEqualTo(Kind.CONFIGURATION);
      assertThat(failure(client, Request.post("old")).kind()).isEqualTo(Kind.CONFIGURATION);
    }
  }

  @Test
  public void anInterruptedCallReturnsAtOnceAndStaysInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> {
                  asked.countDown();
                  await(over);
                });
        RestClient client = client(stub.url()).open()) {
      AtomicReference<String> outcome = new AtomicReference<>("");
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    PluginException failure = failure(client, Request.get(""));
                    outcome.set(failure.kind() + " " + Thread.currentThread().isInterrupted());
                  });
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      caller.interrupt();
      assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
      over.countDown();
      assertThat(outcome.get()).isEqualTo("UNAVAILABLE true");
      assertThat(stub.seen()).hasSize(1);
    }
  }

  @Test
  public void closingEndsThreadsAndCallsUnderWay() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (StandIn stub =
        StandIn.handling(
            (exchange, nth) -> {
              asked.countDown();
              await(over);
            })) {
      RestClient client = RestClient.to("Closing", stub.url()).open();
      AtomicReference<String> outcome = new AtomicReference<>("");
      Thread caller =
          Thread.ofPlatform()
              .start(() -> outcome.set(failure(client, Request.post("")).kind().name()));
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      client.close();
      assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
      over.countDown();
      assertThat(outcome.get()).isEqualTo("UNAVAILABLE");
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("http-Closing-")) {
          assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
        }
      }
    }
  }

  private static RestClientBuilder client(String url) {
    return RestClient.to("Stand-in", url).bearer(TOKEN);
  }

  private static PluginException failure(RestClient client, Request request) {
    return catchThrowableOfType(PluginException.class, () -> client.send(request));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
