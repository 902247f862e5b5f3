package dev.patchbay.slack;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;
import static org.osgi.service.metatype.annotations.AttributeType.PASSWORD;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.http.JsonObject;
import dev.patchbay.http.Request;
import dev.patchbay.http.RestClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Posts what happens to Slack channels by chat.postMessage. */
@Plugin(name = "slack-notifications", description = "Tells Slack channels what happens")
@Component(
    name = "slack-notifications",
    configurationPid = "slack-notifications",
    configurationPolicy = REQUIRE)
@Designate(ocd = SlackNotifications.Config.class, factory = true)
public final class SlackNotifications implements EventHook<Event> {

  /** The options. */
  @ObjectClassDefinition(name = "slack-notifications")
  public @interface Config {
    @AttributeDefinition(type = PASSWORD, description = "Bot token with the scope chat:write")
    String _token();

    @AttributeDefinition(
        required = false,
        description =
            "Channel by purpose (purpose=channel): system, jobs, deployments, errors, incidents, git")
    String[] channels() default {};

    @AttributeDefinition(description = "Channel of every purpose that has none of its own")
    String defaultChannel() default "#general";

    @AttributeDefinition(description = "Environments whose finished jobs are told")
    String[] environments() default {"production"};

    @AttributeDefinition(description = "false: nothing is posted")
    boolean enabled() default true;

    @AttributeDefinition(description = "Where Slack's Web API is")
    String baseUrl() default "https://slack.com/api";

    @AttributeDefinition(min = "1", max = "1000", description = "More messages wait for their turn")
    int requestsPerSecond() default 5;
  }

  private static final Set<String> CREDENTIALS =
      Set.of(
          "not_authed",
          "invalid_auth",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "no_permission",
          "missing_scope",
          "not_allowed_token_type",
          "access_denied",
          "ekm_access_denied",
          "org_login_required",
          "two_factor_setup_required");
  private static final Set<String> PASSING =
      Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");

  private final RestClient slack;
  private final Messages messages;
  private final Channels channels;
  private final boolean enabled;
  private volatile Posted posted = new Posted("", 0);

  /** How many messages of an event have been posted, so that a retry goes on after them. */
  private record Posted(String event, int messages) {}

  @Activate
  public SlackNotifications(Config config) {
    enabled = config.enabled();
    messages = new Messages(Set.of(config.environments()));
    channels = Channels.of(config.channels(), config.defaultChannel());
    slack =
        RestClient.to("Slack", config.baseUrl())
            .bearer(config._token())
            .requestsPerSecond(config.requestsPerSecond())
            .open();
  }

  @Deactivate
  public void close() {
    slack.close();
  }

  @Override
  public void on(Event event) {
    if (!enabled) {
      return;
    }
    Posted before = posted;
    List<Message> all = messages.of(event);
    for (int i = before.event().equals(event.id()) ? before.messages() : 0; i < all.size(); i++) {
      post(all.get(i));
      posted = new Posted(event.id(), i + 1);
    }
  }

  private void post(Message message) {
    String channel = channels.of(message.purposes());
    Map<String, Object> body =
        Map.of("channel", channel, "text", message.text(), "blocks", message.blocks());
    JsonObject answer = slack.send(Request.post("chat.postMessage").json(body)).json();
    if (!answer.flag("ok")) {
      throw refused(channel, answer.text("error"));
    }
  }

  private static PluginException refused(String channel, String error) {
    String tried = "Slack did not post to " + channel + " (" + error + "): ";
    if (CREDENTIALS.contains(error)) {
      return new PluginException(
          Kind.AUTHENTICATION, tried + "check the option token and its scope chat:write");
    }
    if (PASSING.contains(error)) {
      return new PluginException(Kind.UNAVAILABLE, tried + "a fault of Slack's; try again");
    }
    return switch (error) {
      case "ratelimited", "rate_limited" ->
          new PluginException(Kind.RATE_LIMITED, tried + "too many messages; try again");
      case "channel_not_found" ->
          new PluginException(
              Kind.NOT_FOUND,
              tried + "check the channel's name, and invite the bot if it is private");
      case "not_in_channel" ->
          new PluginException(Kind.NOT_FOUND, tried + "invite the bot to the channel");
      case "is_archived" ->
          new PluginException(Kind.NOT_FOUND, tried + "choose a channel that is not archived");
      default ->
          new PluginException(Kind.INVALID, tried + "see this error in Slack's documentation");
    };
  }
}
