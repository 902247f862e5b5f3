package dev.patchbay.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.Event;
import dev.patchbay.http.testing.StandIn;
import dev.patchbay.http.testing.StandIn.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.util.converter.Converters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class SlackNotificationsTest {
  private static final String TOKEN = "xoxb-secret";
  private static final Reply OK = Reply.of(200, "{\"ok\":true}");

  @Test
  public void startAndStopOfTheDaemonGoToSystem() throws IOException {
    List<JsonNode> posts = posts(Events.started("build-1"), Events.stopping());
    assertThat(posts).hasSize(2);
    assertThat(posts.get(0).get("channel").asString()).isEqualTo("#ops");
    assertThat(posts.get(0).get("text").asString()).isEqualTo("🚀 Patchbay daemon started");
    assertThat(sections(posts.get(0)))
        .containsExactly(
            "*Patchbay Daemon Started*\n:rocket: System is now monitoring for Git events\n*Host:* build-1\n*Time:* 2026-01-02T03:04:05Z");
    assertThat(posts.get(1).get("text").asString()).isEqualTo("⏹️ Patchbay daemon stopped");
    assertThat(sections(posts.get(1)))
        .containsExactly(
            "*Patchbay Daemon Stopped*\n:stop_sign: System is no longer monitoring\n*Time:* 2026-01-02T03:04:05Z");
  }

  @Test
  public void onlyCriticalJobsAreToldWhenTheyStart() throws IOException {
    List<JsonNode> posts =
        posts(
            Events.starting("plain", Events.context("main", "production", false, "push")),
            Events.starting("deploy", Events.context("main", "production", true, "push")),
            Events.starting("again", Events.context("", "production", true, "")));
    assertThat(posts).hasSize(2);
    assertThat(posts.get(0).get("channel").asString()).isEqualTo("#jobs");
    assertThat(posts.get(0).get("text").asString()).isEqualTo("🔄 Starting critical job: deploy");
    assertThat(sections(posts.get(0)))
        .containsExactly(
            "*Job Starting*\n:arrows_counterclockwise: `deploy`\n*Branch:* main\n*Trigger:* push");
    assertThat(sections(posts.get(1)).get(0)).endsWith("*Branch:* unknown\n*Trigger:* manual");
  }

  @Test
  public void aSucceededJobIsToldWithItsArtifacts() throws IOException {
    List<JsonNode> posts =
        posts(
            Events.succeeded(
                "build",
                Events.context("main", "production", false, "push"),
                List.of("target/a.jar", "target/b.jar")));
    assertThat(posts).hasSize(1);
    // The purpose deployments is not configured: it falls back.
    assertThat(posts.get(0).get("channel").asString()).isEqualTo("#general");
    assertThat(posts.get(0).get("text").asString()).isEqualTo("✅ Job completed: build");
    assertThat(sections(posts.get(0)))
        .containsExactly(
            "*Job Completed*\n✅ `build`\n*Duration:* 1234ms\n*Branch:* main",
            "*Artifacts:*\n• target/a.jar\n• target/b.jar");
  }

  @Test
  public void finishedJobsOfOtherEnvironmentsAreNotTold() throws IOException {
    assertThat(
            posts(
                Events.succeeded(
                    "build", Events.context("main", "staging", false, "push"), List.of())))
        .isEmpty();
  }

  @Test
  public void aFailedJobIsAFinishedOneAndAnError() throws IOException {
    List<JsonNode> posts =
        posts(
            Events.failed(
                "build",
                Events.context("main", "production", false, "push"),
                "exit 1 & <gone>",
                "s".repeat(600)));
    assertThat(posts).hasSize(2);
    assertThat(posts.get(0).get("text").asString()).isEqualTo("❌ Job failed: build");
    assertThat(sections(posts.get(0)))
        .containsExactly("*Job Failed*\n❌ `build`\n*Duration:* 1234ms\n*Branch:* main");
    assertThat(posts.get(1).get("channel").asString()).isEqualTo("#alerts");
    assertThat(posts.get(1).get("text").asString()).isEqualTo("❌ Job failed: build");
    assertThat(sections(posts.get(1)))
        .containsExactly(
            "*Job Failed*\n:x: `build`\n*Error:* exit 1 &amp; &lt;gone&gt;\n*Branch:* main\n*Time:* 2026-01-02T03:04:05Z",
            "*Stack Trace:*\n```\n" + "s".repeat(500) + "\n```");
  }

  @Test
  public void aFailedCriticalJobIsAnIncidentInEveryEnvironment() throws IOException {
    Event failed =
        Events.failed("deploy", Events.context("main", "staging", true, "push"), "boom", "");
    List<JsonNode> posts = posts(failed);
    assertThat(posts).hasSize(2);
    assertThat(sections(posts.get(0)).get(1)).isEqualTo("*Stack Trace:*\n```\nNot available\n```");
    // Without a channel of its own an incident goes where errors go.
    assertThat(posts.get(1).get("channel").asString()).isEqualTo("#alerts");
    assertThat(posts.get(1).get("text").asString()).isEqualTo("🚨 CRITICAL JOB FAILED: deploy");
    assertThat(sections(posts.get(1)))
        .containsExactly(
            "*CRITICAL JOB FAILURE*\n:rotating_light: `deploy`\n*Error:* boom\n*Immediate attention required*");
  }

  @Test
  public void gitEventsOfMainAndTagsAreTold() throws IOException {
    List<JsonNode> posts =
        posts(
            Events.push("main", "Fix it", 3),
            Events.push("other", "Not told", 1),
            Events.merge("main", "m".repeat(300)),
            Events.tag("v1.0", ""),
            Events.branchCreated("main"));
    assertThat(posts)
        .extracting(post -> post.get("text").asString())
        .containsExactly(
            "📤 Push to main",
            "🔀 Merge to main",
            "🏷️ Tag created: v1.0",
            "📡 Git event detected");
    assertThat(sections(posts.get(0)))
        .containsExactly(
            "*Push to main*\n📤 PUSH\n*Author:* Ada\n*Files changed:* 3",
            "*Commit Message:*\n```\nFix it\n```");
    assertThat(sections(posts.get(1)).get(1))
        .isEqualTo("*Commit Message:*\n```\n" + "m".repeat(200) + "\n```");
    assertThat(sections(posts.get(2)))
        .containsExactly("*Tag created: v1.0*\n🏷️ TAG\n*Author:* Ada\n*Files changed:* 0");
    assertThat(sections(posts.get(3)).get(0)).contains("📡 BRANCH\n");
  }

  @Test
  public void sectionsStayWithinSlacksLimit() throws IOException {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add("target/some/long/path/artifact-" + i + ".jar");
    }
    List<JsonNode> posts =
        posts(
            Events.succeeded("build", Events.context("main", "production", false, "push"), many),
            Events.failed(
                "build",
                Events.context("main", "staging", true, "push"),
                "<".repeat(5000),
                "&".repeat(5000)));
    assertThat(posts)
        .allSatisfy(
            post ->
                assertThat(sections(post))
                    .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(3000)));
    assertThat(sections(posts.get(0)).get(1)).containsPattern("• … and \\d+ more$");
  }

  @Test
  public void nothingIsPostedWhenDisabled() throws IOException {
    try (StandIn slack = StandIn.replying((request, nth) -> OK)) {
      SlackNotifications hook = hook(slack, Map.of("enabled", false));
      hook.on(Events.started("host"));
      hook.close();
      assertThat(slack.seen()).isEmpty();
    }
  }

  @Test
  public void postsAsTheBotToTheWebApi() throws IOException {
    try (StandIn slack = StandIn.replying((request, nth) -> OK)) {
      SlackNotifications hook = hook(slack, Map.of());
      hook.on(Events.started("host"));
      hook.close();
      assertThat(slack.seen().get(0).method()).isEqualTo("POST");
      assertThat(slack.seen().get(0).uri()).isEqualTo("/chat.postMessage");
      assertThat(slack.seen().get(0).authorization()).isEqualTo("Bearer " + TOKEN);
    }
  }

  @Test
  public void whatSlackRefusesHasItsKindAndAMend() throws IOException {
    Map<String, Kind> kinds =
        Map.of(
            "invalid_auth", Kind.AUTHENTICATION,
            "missing_scope", Kind.AUTHENTICATION,
            "channel_not_found", Kind.NOT_FOUND,
            "not_in_channel", Kind.NOT_FOUND,
            "ratelimited", Kind.RATE_LIMITED,
            "internal_error", Kind.UNAVAILABLE,
            "invalid_blocks", Kind.INVALID);
    for (Map.Entry<String, Kind> each : kinds.entrySet()) {
      String body = "{\"ok\":false,\"error\":\"" + each.getKey() + "\"}";
      PluginException failure = failure(Reply.of(200, body));
      assertThat(failure.kind()).as(each.getKey()).isEqualTo(each.getValue());
      assertThat(failure)
          .hasMessageContaining("#ops")
          .hasMessageContaining(each.getKey())
          .hasMessageNotContaining(TOKEN);
    }
  }

  @Test
  public void aRateLimitIsLeftToTheLaneWithItsWait() throws IOException {
    PluginException failure = failure(new Reply(429, "", Map.of("Retry-After", "30")));
    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
  }

  @Test
  public void aRetryGoesOnAfterWhatWasPosted() throws IOException {
    try (StandIn slack = StandIn.replying((request, nth) -> nth == 2 ? Reply.of(503, "") : OK)) {
      SlackNotifications hook = hook(slack, Map.of());
      Event failed =
          Events.failed("deploy", Events.context("main", "production", true, "push"), "boom", "");
      assertThat(catchThrowableOfType(PluginException.class, () -> hook.on(failed)).kind())
          .isEqualTo(Kind.UNAVAILABLE);
      hook.on(failed);
      hook.close();
      assertThat(slack.seen()).hasSize(4);
      assertThat(slack.seen().get(2).body()).isEqualTo(slack.seen().get(1).body());
      assertThat(slack.seen().get(3).body()).contains("CRITICAL");
    }
  }

  @Test
  public void aChannelPairWithoutEqualsIsAConfigurationError() {
    PluginException failure =
        catchThrowableOfType(
            PluginException.class, () -> Channels.of(new String[] {"errors"}, "#general"));
    assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    assertThat(failure).hasMessageContaining("errors=#alerts");
  }

  private static List<JsonNode> posts(Event... events) throws IOException {
    try (StandIn slack = StandIn.replying((request, nth) -> OK)) {
      SlackNotifications hook = hook(slack, Map.of());
      for (Event event : events) {
        hook.on(event);
      }
      hook.close();
      JsonMapper json = new JsonMapper();
      return slack.seen().stream().map(seen -> json.readTree(seen.body())).toList();
    }
  }

  private static PluginException failure(Reply reply) throws IOException {
    try (StandIn slack = StandIn.replying((request, nth) -> reply)) {
      SlackNotifications hook = hook(slack, Map.of());
      try {
        return catchThrowableOfType(PluginException.class, () -> hook.on(Events.started("host")));
      } finally {
        hook.close();
      }
    }
  }

  private static List<String> sections(JsonNode post) {
    List<String> sections = new ArrayList<>();
    for (JsonNode block : post.get("blocks")) {
      assertThat(block.get("type").asString()).isEqualTo("section");
      assertThat(block.get("text").get("type").asString()).isEqualTo("mrkdwn");
      sections.add(block.get("text").get("text").asString());
    }
    return sections;
  }

  private static SlackNotifications hook(StandIn slack, Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>();
    all.put(".token", TOKEN);
    all.put("baseUrl", slack.url());
    all.put("requestsPerSecond", 1000);
    all.put("channels", new String[] {"system=#ops", "jobs=#jobs", "errors=#alerts"});
    all.putAll(options);
    return new SlackNotifications(
        Converters.standardConverter().convert(all).to(SlackNotifications.Config.class));
  }
}
