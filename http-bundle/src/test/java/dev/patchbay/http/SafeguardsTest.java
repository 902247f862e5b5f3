package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.http.testing.StandIn;
import dev.patchbay.http.testing.StandIn.Reply;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.Test;

public class SafeguardsTest {

  @Test
  public void aServiceThatKeepsFailingIsLeftAloneUntilItAnswersAgain() throws IOException {
    Duration pause = Duration.ofMillis(400);
    try (StandIn stub =
            StandIn.handling(
                (exchange, nth) -> StandIn.send(exchange, Reply.of(nth <= 3 ? 500 : 200, "{}")));
        RestClient client =
            RestClient.to("Stand-in", stub.url()).breaker(3, pause, 2).attempts(1).open()) {
      for (int i = 0; i < 3; i++) {
        assertThat(failure(client).kind()).isEqualTo(Kind.UNAVAILABLE);
      }
      PluginException resting = failure(client);

      assertThat(resting.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(resting)
          .hasMessageContaining("GET " + stub.url())
          .hasMessageContaining("again in");
      assertThat(resting.retryAfter().orElseThrow()).isBetween(Duration.ZERO, pause);
      assertThat(stub.seen()).hasSize(3);
      Awaitility.await()
          .ignoreExceptions()
          .until(() -> client.send(Request.get("")).status() == 200);
      assertThat(client.send(Request.get("")).status()).isEqualTo(200);
    }
  }

  @Test
  public void whatTheServiceRefusesIsNoFaultOfIts() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(404, "")));
        RestClient client =
            RestClient.to("Stand-in", stub.url())
                .breaker(2, Duration.ofMinutes(1), 1)
                .requestsPerSecond(100)
                .open()) {
      for (int i = 0; i < 10; i++) {
        assertThat(failure(client).kind()).isEqualTo(Kind.NOT_FOUND);
      }
      assertThat(stub.seen()).hasSize(10);
    }
  }

  @Test
  public void moreThanTheAllowedRequestsWaitForTheirTurn() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(200, "{}")));
        RestClient client = RestClient.to("Stand-in", stub.url()).requestsPerSecond(4).open()) {
      long begin = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        client.send(Request.get(""));
      }
      // Two turns of a second begin after the first, at whatever point of it that was.
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(stub.seen()).hasSize(10);
    }
  }

  @Test
  public void whoWouldWaitTooLongIsToldSo() throws IOException {
    try (StandIn stub =
            StandIn.handling((exchange, nth) -> StandIn.send(exchange, Reply.of(200, "{}")));
        RestClient client =
            RestClient.to("Stand-in", stub.url())
                .requestsPerSecond(1)
                .maxWait(Duration.ofMillis(1))
                .attempts(1)
                .open()) {
      client.send(Request.get(""));
      PluginException failure = failure(client);

      assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
      assertThat(failure).hasMessageContaining("1 requests a second are allowed");
    }
  }

  @Test
  public void aRequestThatWasNotSentSaysNothingOfTheService() throws IOException {
    try (StandIn stub = StandIn.replying((request, nth) -> Reply.of(500, ""));
        RestClient client =
            RestClient.to("Stand-in", stub.url())
                .breaker(2, Duration.ofMinutes(1), 1)
                .requestsPerSecond(1)
                .maxWait(Duration.ofMillis(1))
                .attempts(1)
                .open()) {
      assertThat(failure(client).kind()).isEqualTo(Kind.UNAVAILABLE);
      Awaitility.await().until(() -> failure(client).kind() == Kind.RATE_LIMITED);
      Awaitility.await().until(() -> failure(client).kind() == Kind.UNAVAILABLE);
      assertThat(stub.seen()).hasSize(2);
      Awaitility.await().until(() -> failure(client).retryAfter().isPresent());
      assertThat(stub.seen()).hasSize(2);
    }
  }

  private static PluginException failure(RestClient client) {
    return catchThrowableOfType(PluginException.class, () -> client.send(Request.get("")));
  }
}
