package dev.patchbay.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.Trigger;
import dev.patchbay.api.guard.Admission;
import dev.patchbay.api.guard.JobRequest;
import java.util.Locale;
import java.util.Map;
import org.junit.Test;
import org.osgi.util.converter.Converters;

public class ApiKeyAuthTest {
  private static final String KEY = "open sesame";
  private static final String HASH =
      "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

  @Test
  public void aKeyInThePayloadIsAdmittedByItsHash() {
    Admission admission = admit(Map.of("apiKey", KEY), Map.of(), HASH);
    assertThat(admission.admitted()).isTrue();
    assertThat(admission.principal()).isEqualTo("key:41ef4bb0");
  }

  @Test
  public void aTokenInThePayloadIsAKeyWhereThereIsNoOther() {
    assertThat(admit(Map.of("token", KEY), Map.of(), HASH).admitted()).isTrue();
    assertThat(admit(Map.of("token", KEY, "apiKey", " "), Map.of(), HASH).admitted()).isTrue();
    assertThat(admit(Map.of("token", KEY, "apiKey", "guess"), Map.of(), HASH).admitted()).isFalse();
    assertThat(admit(Map.of("token", "guess"), Map.of("X_API_KEY", KEY), HASH).admitted())
        .isFalse();
  }

  @Test
  public void theHashMayBeInCapitals() {
    assertThat(admit(Map.of("apiKey", KEY), Map.of(), HASH.toUpperCase(Locale.ROOT)).admitted())
        .isTrue();
  }

  @Test
  public void aLabelIsThePrincipal() {
    assertThat(admit(Map.of("apiKey", KEY), Map.of(), "0".repeat(64), "ci=" + HASH).principal())
        .isEqualTo("ci");
  }

  @Test
  public void theEnvironmentMayCarryTheKeyUnderBothNames() {
    assertThat(admit(Map.of(), Map.of("X-API-Key", KEY), HASH).admitted()).isTrue();
    assertThat(admit(Map.of(), Map.of("X_API_KEY", KEY), HASH).admitted()).isTrue();
    assertThat(admit(Map.of(), Map.of("OTHER", KEY), HASH).admitted()).isFalse();
  }

  @Test
  public void anotherNameForTheVariableIsAnOption() {
    ApiKeyAuth guard =
        new ApiKeyAuth(config(Map.of(".keys", new String[] {HASH}, "keyHeader", "My-Key")));
    assertThat(guard.admit(request(Map.of(), Map.of("MY_KEY", KEY))).admitted()).isTrue();
    assertThat(guard.admit(request(Map.of(), Map.of("X_API_KEY", KEY))).admitted()).isFalse();
  }

  @Test
  public void plainKeysWork() {
    assertThat(admit(Map.of("apiKey", "ends-with=="), Map.of(), "ends-with==").admitted()).isTrue();
    assertThat(admit(Map.of("apiKey", "other"), Map.of(), "ends-with==").admitted()).isFalse();
  }

  @Test
  public void theHashItselfIsNoKey() {
    assertThat(admit(Map.of("apiKey", HASH), Map.of(), HASH).admitted()).isFalse();
  }

  @Test
  public void denialsNameTheReasonAndNeverTheKey() {
    assertThat(admit(Map.of(), Map.of(), HASH).reason())
        .startsWith("API key required")
        .contains("X_API_KEY");
    assertThat(admit(Map.of("apiKey", "guess"), Map.of(), HASH).reason())
        .isEqualTo("Invalid API key");
  }

  @Test
  public void withoutKeysEverybodyIsDenied() {
    assertThat(admit(Map.of("apiKey", ""), Map.of("X_API_KEY", " ")).admitted()).isFalse();
    assertThat(admit(Map.of("apiKey", KEY), Map.of()).admitted()).isFalse();
  }

  @Test
  public void aKnownKeyShowsItsLabelAlone() {
    assertThat(KnownKey.of(KEY).toString()).isEqualTo("key:41ef4bb0");
  }

  private static Admission admit(
      Map<String, Object> payload, Map<String, String> environment, String... keys) {
    return new ApiKeyAuth(config(Map.of(".keys", keys))).admit(request(payload, environment));
  }

  private static JobRequest request(Map<String, Object> payload, Map<String, String> environment) {
    return new JobRequest(
        "r1", "deploy", "app", "c0ffee", "main", new Trigger("manual", ""), payload, environment);
  }

  private static ApiKeyAuth.Config config(Map<String, Object> options) {
    return Converters.standardConverter().convert(options).to(ApiKeyAuth.Config.class);
  }
}
