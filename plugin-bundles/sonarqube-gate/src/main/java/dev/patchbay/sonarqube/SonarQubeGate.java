package dev.patchbay.sonarqube;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;
import static org.osgi.service.metatype.annotations.AttributeType.PASSWORD;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.gate.Verdict;
import dev.patchbay.http.JsonObject;
import dev.patchbay.http.Request;
import dev.patchbay.http.RestClient;
import dev.patchbay.http.RestClientBuilder;
import java.time.Duration;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Passes when SonarQube's own quality gate does, once the analyses under way are done. */
@Plugin(
    name = "sonarqube-gate",
    description = "Asks SonarQube whether a project passes its quality gate")
@Component(
    name = "sonarqube-gate",
    configurationPid = "sonarqube-gate",
    configurationPolicy = REQUIRE,
    property = "gate=sonarqube")
@Designate(ocd = SonarQubeGate.Config.class, factory = true)
public final class SonarQubeGate implements QualityGate {

  /** The options; projectKey, branch and token may also stand in a gate entry's config. */
  @ObjectClassDefinition(name = "sonarqube-gate")
  public @interface Config {
    @AttributeDefinition(description = "Where SonarQube is, such as https://sonar.example.com")
    String baseUrl();

    @AttributeDefinition(
        type = PASSWORD,
        required = false,
        description = "User token with the permission Browse; empty: asked without")
    String _token() default "";

    @AttributeDefinition(
        required = false,
        description = "Project, when the gate entry names none; empty: the feature, else the job")
    String projectKey() default "";

    @AttributeDefinition(required = false, description = "Branch; empty: the project's main one")
    String branch() default "";

    @AttributeDefinition(description = "How long an analysis under way is waited for, such as 4m")
    String waitTimeout() default "4m";

    @AttributeDefinition(description = "Time between two looks at an analysis under way")
    String pollInterval() default "2s";

    @AttributeDefinition(
        min = "1",
        max = "1000",
        description = "More questions wait for their turn")
    int requestsPerSecond() default 5;
  }

  private final RestClient sonar;
  private final Config config;
  private final Duration waitTimeout;
  private final Duration pollInterval;

  @Activate
  public SonarQubeGate(Config config) {
    this.config = config;
    waitTimeout = Durations.parse("waitTimeout", config.waitTimeout());
    pollInterval = Durations.parse("pollInterval", config.pollInterval());
    sonar = client(config._token());
  }

  @Deactivate
  public void close() {
    sonar.close();
  }

  @Override
  public Verdict check(GateContext context) throws InterruptedException {
    String token = text(context, "token");
    if (token.isEmpty()) {
      return check(sonar, context);
    }
    try (RestClient own = client(token)) {
      return check(own, context);
    }
  }

  private Verdict check(RestClient client, GateContext context) throws InterruptedException {
    String project =
        first(text(context, "projectKey"), config.projectKey(), context.feature(), context.job());
    String branch = first(text(context, "branch"), config.branch());
    String what =
        "project '" + project + "'" + (branch.isEmpty() ? "" : ", branch '" + branch + "'");
    try {
      JsonObject failed =
          new Analyses(client, waitTimeout, pollInterval).await(project, branch, what);
      if (!failed.members().isEmpty()) {
        return Verdicts.analysisFailed(what, failed);
      }
      Request question =
          Request.get("api/qualitygates/project_status")
              .query("projectKey", project)
              .query("branch", branch);
      return Verdicts.of(what, client.send(question).json().object("projectStatus"));
    } catch (PluginException failure) {
      throw plain(failure, what);
    }
  }

  private RestClient client(String token) {
    RestClientBuilder to =
        RestClient.to("SonarQube", config.baseUrl()).requestsPerSecond(config.requestsPerSecond());
    return (token.isBlank() ? to : to.bearer(token)).open();
  }

  private static String first(String... texts) {
    return Arrays.stream(texts).filter(text -> !text.isBlank()).findFirst().orElse("");
  }

  private static String text(GateContext context, String name) {
    Object value = context.config().getOrDefault(name, "");
    return value instanceof String || value instanceof Number ? value.toString().strip() : "";
  }

  /** What a user can mend is said in the words of the options. */
  private PluginException plain(PluginException failure, String what) {
    return switch (failure.kind()) {
      case AUTHENTICATION ->
          new PluginException(
              Kind.AUTHENTICATION,
              "SonarQube at %s does not let us see %s: check the option token and that its user may browse the project. %s"
                  .formatted(config.baseUrl(), what, failure.getMessage()));
      case NOT_FOUND ->
          new PluginException(
              Kind.NOT_FOUND,
              "SonarQube at %s knows no %s: check projectKey and branch, and that it was analysed once. %s"
                  .formatted(config.baseUrl(), what, failure.getMessage()));
      default -> failure;
    };
  }
}
