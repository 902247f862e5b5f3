package dev.patchbay.sonarqube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.gate.Finding;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.Verdict;
import dev.patchbay.http.testing.StandIn;
import dev.patchbay.http.testing.StandIn.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.util.converter.Converters;

public class SonarQubeGateTest {
  private static final String TOKEN = "squ_secret";
  private static final String IDLE = "{\"queue\":[],\"current\":{\"status\":\"SUCCESS\"}}";
  private static final String PASSED = "{\"projectStatus\":{\"status\":\"OK\",\"conditions\":[]}}";

  @Test
  public void aPassedGatePasses() throws Exception {
    try (StandIn sonar = standIn(IDLE, PASSED)) {
      Verdict verdict = check(sonar, Map.of(), Map.of("projectKey", "my app"));
      assertThat(verdict.outcome()).isEqualTo(GateOutcome.PASS);
      assertThat(verdict.message()).contains("project 'my app'");
      assertThat(sonar.seen())
          .extracting(StandIn.Seen::uri)
          .containsExactly(
              "/api/ce/component?component=my%20app",
              "/api/qualitygates/project_status?projectKey=my%20app");
      assertThat(sonar.seen())
          .extracting(StandIn.Seen::authorization)
          .containsOnly("Bearer " + TOKEN);
    }
  }

  @Test
  public void aFailedGateNamesTheFailingConditions() throws Exception {
    String failed =
        """
        {"projectStatus":{"status":"ERROR","conditions":[
          {"status":"ERROR","metricKey":"new_coverage","comparator":"LT","errorThreshold":"85","actualValue":"82.5"},
          {"status":"OK","metricKey":"new_bugs","comparator":"GT","errorThreshold":"0","actualValue":"0"},
          {"status":"ERROR","metricKey":"new_violations","comparator":"GT","errorThreshold":"0","actualValue":"3"}]}}
        """;
    try (StandIn sonar = standIn(IDLE, failed)) {
      Verdict verdict = check(sonar, Map.of(), Map.of());
      assertThat(verdict.outcome()).isEqualTo(GateOutcome.FAIL);
      assertThat(verdict.message()).contains("2 of 3 conditions fail");
      assertThat(verdict.findings())
          .extracting(Finding::message)
          .containsExactly(
              "new_coverage 82.5 is less than 85", "new_violations 3 is greater than 0");
    }
  }

  @Test
  public void theProjectIsTheEntrysThenTheOptionsThenTheFeatureThenTheJob() throws Exception {
    assertThat(asked(Map.of("projectKey", "o"), Map.of("projectKey", "e"), "f")).isEqualTo("e");
    assertThat(asked(Map.of("projectKey", "o"), Map.of(), "f")).isEqualTo("o");
    assertThat(asked(Map.of(), Map.of(), "f")).isEqualTo("f");
    assertThat(asked(Map.of(), Map.of(), "")).isEqualTo("verify");
  }

  @Test
  public void theBranchOfTheEntryGoesBeforeTheOption() throws Exception {
    try (StandIn sonar = standIn(IDLE, PASSED)) {
      check(sonar, Map.of("branch", "main"), Map.of("branch", "feature/x"));
      assertThat(sonar.seen().get(1).uri()).endsWith("&branch=feature%2Fx");
    }
  }

  @Test
  public void aTokenOfTheRunGoesBeforeTheOption() throws Exception {
    try (StandIn sonar = standIn(IDLE, PASSED)) {
      check(sonar, Map.of(), Map.of("token", "squ_other"));
      assertThat(sonar.seen())
          .extracting(StandIn.Seen::authorization)
          .containsOnly("Bearer squ_other");
    }
  }

  @Test
  public void anAnalysisUnderWayIsWaitedFor() throws Exception {
    List<String> states =
        List.of(
            "{\"queue\":[{\"status\":\"PENDING\"}],\"current\":{\"status\":\"SUCCESS\"}}",
            "{\"queue\":[],\"current\":{\"status\":\"IN_PROGRESS\"}}",
            IDLE);
    try (StandIn sonar =
        StandIn.replying(
            (request, nth) ->
                Reply.of(
                    200,
                    request.uri().startsWith("/api/ce/component")
                        ? states.get(Math.min(nth, 3) - 1)
                        : PASSED))) {
      assertThat(check(sonar, Map.of(), Map.of()).outcome()).isEqualTo(GateOutcome.PASS);
      assertThat(sonar.seen()).hasSize(4);
    }
  }

  @Test
  public void theWaitIsBounded() throws Exception {
    try (StandIn sonar = standIn("{\"queue\":[{\"status\":\"PENDING\"}]}", PASSED)) {
      PluginException failure = failure(sonar, Map.of("waitTimeout", "100ms"));
      assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("raise the option waitTimeout");
    }
  }

  @Test
  public void anAnalysisOfAnotherBranchIsNotWaitedFor() throws Exception {
    String other = "{\"queue\":[{\"status\":\"PENDING\",\"branch\":\"b\"}]}";
    try (StandIn sonar = standIn(other, PASSED)) {
      assertThat(check(sonar, Map.of("branch", "a", "waitTimeout", "0s"), Map.of()).outcome())
          .isEqualTo(GateOutcome.PASS);
    }
  }

  @Test
  public void aFailedAnalysisFails() throws Exception {
    String failed =
        "{\"queue\":[],\"current\":{\"status\":\"FAILED\",\"errorMessage\":\"out of memory\"}}";
    try (StandIn sonar = standIn(failed, PASSED)) {
      Verdict verdict = check(sonar, Map.of(), Map.of());
      assertThat(verdict.outcome()).isEqualTo(GateOutcome.FAIL);
      assertThat(verdict.message()).contains("FAILED (out of memory)");
    }
  }

  @Test
  public void aProjectWithoutResultFails() throws Exception {
    try (StandIn sonar = standIn(IDLE, "{\"projectStatus\":{\"status\":\"NONE\"}}")) {
      assertThat(check(sonar, Map.of(), Map.of()).message()).contains("no quality gate result");
      assertThat(check(sonar, Map.of(), Map.of()).outcome()).isEqualTo(GateOutcome.FAIL);
    }
  }

  @Test
  public void aRefusedTokenIsSaidPlainly() throws IOException {
    try (StandIn sonar = StandIn.replying((request, nth) -> Reply.of(401, ""))) {
      PluginException failure = failure(sonar, Map.of());
      assertThat(failure.kind()).isEqualTo(Kind.AUTHENTICATION);
      assertThat(failure)
          .hasMessageContaining("check the option token")
          .hasMessageContaining("401")
          .hasMessageNotContaining(TOKEN);
    }
  }

  @Test
  public void anUnknownProjectIsSaidPlainly() throws IOException {
    String said = "{\"errors\":[{\"msg\":\"Component key 'verify' not found\"}]}";
    try (StandIn sonar = StandIn.replying((request, nth) -> Reply.of(404, said))) {
      PluginException failure = failure(sonar, Map.of());
      assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
      assertThat(failure)
          .hasMessageContaining("knows no project 'verify'")
          .hasMessageContaining("Component key 'verify' not found");
    }
  }

  @Test
  public void aDurationThatIsNoneIsAConfigurationError() {
    PluginException failure =
        catchThrowableOfType(PluginException.class, () -> Durations.parse("waitTimeout", "soon"));
    assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
    assertThat(Durations.parse("waitTimeout", "90")).hasSeconds(90);
  }

  private static String asked(
      Map<String, Object> options, Map<String, Object> config, String feature) throws Exception {
    try (StandIn sonar = standIn(IDLE, PASSED)) {
      SonarQubeGate gate = gate(sonar, options);
      gate.check(context(config, feature));
      gate.close();
      String uri = sonar.seen().get(1).uri();
      return uri.substring(uri.indexOf('=') + 1);
    }
  }

  private static StandIn standIn(String component, String status) throws IOException {
    return StandIn.replying(
        (request, nth) ->
            Reply.of(200, request.uri().startsWith("/api/ce/component") ? component : status));
  }

  private static Verdict check(
      StandIn sonar, Map<String, Object> options, Map<String, Object> config) throws Exception {
    SonarQubeGate gate = gate(sonar, options);
    try {
      return gate.check(context(config, ""));
    } finally {
      gate.close();
    }
  }

  private static PluginException failure(StandIn sonar, Map<String, Object> options) {
    return catchThrowableOfType(PluginException.class, () -> check(sonar, options, Map.of()));
  }

  private static GateContext context(Map<String, Object> config, String feature) {
    return new GateContext("verify", "r1", feature, 1, Path.of("."), "c0ffee", List.of(), config);
  }

  private static SonarQubeGate gate(StandIn sonar, Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>();
    all.put(".token", TOKEN);
    all.put("baseUrl", sonar.url());
    all.put("pollInterval", "10ms");
    all.put("requestsPerSecond", 1000);
    all.putAll(options);
    return new SonarQubeGate(
        Converters.standardConverter().convert(all).to(SonarQubeGate.Config.class));
  }
}
