package dev.patchbay.apikey;

import static org.osgi.service.component.annotations.ConfigurationPolicy.REQUIRE;
import static org.osgi.service.metatype.annotations.AttributeType.PASSWORD;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.guard.Admission;
import dev.patchbay.api.guard.JobGuard;
import dev.patchbay.api.guard.JobRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Admits a run whose payload or environment has one of the configured API keys. */
@Plugin(name = "api-key-auth", description = "Admits runs that bring a known API key")
@Component(name = "api-key-auth", configurationPid = "api-key-auth", configurationPolicy = REQUIRE)
@Designate(ocd = ApiKeyAuth.Config.class, factory = true)
public final class ApiKeyAuth implements JobGuard {

  /** The options. */
  @ObjectClassDefinition(name = "api-key-auth")
  public @interface Config {
    @AttributeDefinition(
        type = PASSWORD,
        description =
            "SHA-256 of each key in hex, or label=hash; a plain key works, with a warning")
    String[] _keys();

    @AttributeDefinition(
        description = "Variable of the job's environment with the key; also as X_API_KEY")
    String keyHeader() default "X-API-Key";
  }

  /** What guards see of a payload, and nobody else. */
  private static final List<String> IN_PAYLOAD = List.of("apiKey", "token");

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyAuth.class);

  private final List<KnownKey> keys;
  private final String header;
  private final String variable;

  @Activate
  public ApiKeyAuth(Config config) {
    keys = Arrays.stream(config._keys()).filter(key -> !key.isBlank()).map(KnownKey::of).toList();
    header = config.keyHeader();
    variable = header.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
    long plain = keys.stream().filter(KnownKey::plain).count();
    if (plain > 0) {
      LOG.warn(
          "{} of {} API keys stand in the configuration as they are: store their SHA-256 instead"
              + " (printf %s \"$KEY\" | sha256sum)",
          plain, keys.size());
    }
    if (keys.isEmpty()) {
      LOG.warn("No API key is configured, so every run is denied: set the option keys");
    }
  }

  @Override
  public Admission admit(JobRequest request) {
    String given = given(request);
    if (given.isEmpty()) {
      return Admission.deny(
          "API key required: give it as apiKey or token in the payload, or as "
              + variable
              + " in the job's environment");
    }
    return KnownKey.find(keys, given)
        .map(key -> Admission.admit(key.label()))
        .orElseGet(() -> Admission.deny("Invalid API key"));
  }

  private String given(JobRequest request) {
    for (String name : IN_PAYLOAD) {
      Object key = request.payload().getOrDefault(name, "");
      if ((key instanceof String || key instanceof Number) && !key.toString().isBlank()) {
        return key.toString().strip();
      }
    }
    String named = request.environment().getOrDefault(header, "");
    return (named.isBlank() ? request.environment().getOrDefault(variable, "") : named).strip();
  }
}
