package dev.patchbay.webhook;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;
import static org.osgi.service.metatype.annotations.AttributeType.PASSWORD;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.http.Request;
import dev.patchbay.http.RestClient;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Posts failed jobs to a chat webhook; one instance per webhook. */
@Plugin(name = "webhook-alerts", description = "Posts failed jobs to a chat webhook")
@Component(
    name = "webhook-alerts",
    configurationPid = "webhook-alerts",
    configurationPolicy = REQUIRE)
@Designate(ocd = WebhookAlerts.Config.class, factory = true)
public final class WebhookAlerts implements EventHook<JobFailed> {

  /** The options. */
  @ObjectClassDefinition
  public @interface Config {
    @AttributeDefinition(type = PASSWORD, description = "The webhook's address")
    String _url();

    @AttributeDefinition(description = "Channel to post to")
    String channel() default "#builds";
  }

  private final RestClient chat;
  private final String channel;

  @Activate
  public WebhookAlerts(Config config) {
    chat = RestClient.to("the webhook", config._url()).secretAddress().open();
    channel = config.channel();
  }

  @Override
  public void on(JobFailed event) {
    String text = "Job " + event.job() + " failed: " + event.error().message();
    chat.send(Request.post("").json(Map.of("channel", channel, "text", text)));
  }

  @Deactivate
  public void close() {
    chat.close();
  }
}
