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
import java.util.stream.Stream;
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

  /** The options; projectKey and branch may also stand in the config of a job's gate entry. */
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
    RestClientBuilder to = RestClient.to("SonarQube", config.baseUrl());
    sonar = (config._token().isBlank() ? to : to.bearer(config._token())).open();
  }

  @Deactivate
  public void close() {
    sonar.close();
  }

  @Override
  public Verdict check(GateContext context) throws InterruptedException {
    String given = text(context, "projectKey");
    String project =
        Stream.of(given, config.projectKey(), context.feature(), context.job())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    String ofEntry = text(context, "branch");
    String branch = ofEntry.isEmpty() ? config.branch() : ofEntry;
    String what =
        "project '" + project + "'" + (branch.isEmpty() ? "" : ", branch '" + branch + "'");
    try {
      JsonObject failed =
          new Analyses(sonar, waitTimeout, pollInterval).await(project, branch, what);
      if (!failed.members().isEmpty()) {
        return Verdicts.analysisFailed(what, failed);
      }
      JsonObject status =
          sonar
              .send(
                  Request.get("api/qualitygates/project_status")
                      .query("projectKey", project)
                      .query("branch", branch))
              .json()
              .object("projectStatus");
      return Verdicts.of(what, status);
    } catch (PluginException failure) {
      throw plain(failure, what);
    }
  }

  private static String text(GateContext context, String name) {
    return context.config().get(name) instanceof String text ? text.strip() : "";
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
