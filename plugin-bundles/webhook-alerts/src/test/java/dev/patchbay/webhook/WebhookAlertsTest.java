package dev.patchbay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.JobContext;
import dev.patchbay.api.event.JobError;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobResult;
import dev.patchbay.api.event.Trigger;
import dev.patchbay.http.testing.StandIn;
import dev.patchbay.http.testing.StandIn.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.util.converter.Converters;

public class WebhookAlertsTest {

  @Test
  public void postsAFailedJob() throws IOException {
    try (StandIn chat = StandIn.replying((request, nth) -> Reply.of(200, "ok"))) {
      WebhookAlerts alerts = alerts(chat.url() + "/hooks/secret");
      alerts.on(failed());
      alerts.close();
      assertThat(chat.seen()).hasSize(1);
      assertThat(chat.seen().get(0).uri()).isEqualTo("/hooks/secret");
      assertThat(chat.seen().get(0).body())
          .contains("\"channel\":\"#builds\"")
          .contains("\"text\":\"Job verify failed: exit code 1\"");
    }
  }

  @Test
  public void aServiceThatFailsIsTriedAgainByTheDaemonAndItsAddressStaysSecret()
      throws IOException {
    try (StandIn chat = StandIn.replying((request, nth) -> Reply.of(502, ""))) {
      WebhookAlerts alerts = alerts(chat.url() + "/hooks/secret");
      PluginException failure =
          catchThrowableOfType(PluginException.class, () -> alerts.on(failed()));
      alerts.close();
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessageNotContaining("secret");
    }
  }

  private static WebhookAlerts alerts(String url) {
    return new WebhookAlerts(
        Converters.standardConverter().convert(Map.of(".url", url)).to(WebhookAlerts.Config.class));
  }

  private static JobFailed failed() {
    return new JobFailed(
        new EventHeader("e1", 1, Instant.EPOCH, "app"),
        "r1",
        "verify",
        new JobContext(
            "app",
            "/srv/app",
            "main",
            "c0ffee",
            "",
            new Trigger("push", "e0"),
            "",
            false,
            List.of(),
            5,
            "",
            "host",
            1),
        new JobResult(false, Duration.ofSeconds(1), List.of(), Map.of(), List.of()),
        new JobError("exit code 1", ""));
  }
}
