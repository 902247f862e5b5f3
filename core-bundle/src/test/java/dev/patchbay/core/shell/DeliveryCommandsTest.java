package dev.patchbay.core.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.core.framework.PluginJar;
import dev.patchbay.fixture.probe.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import tools.jackson.databind.JsonNode;

public class DeliveryCommandsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Rule public final DeskFixture fixture = new DeskFixture();

  @Before
  public void forget() {
    Probe.reset();
  }

  @Test
  public void aDeadLetterIsListedRetriedAndGone() throws Exception {
    plug("fickle");
    Probe.fail(3);
    long seq = append();
    await().atMost(SOON).until(() -> !fixture.desk().deadLetters().list().isEmpty());
    JsonNode letter = fixture.say("dead-letters", "--json").json().get("deadLetters").get(0);
    assertThat(letter.get("seq").asLong()).isEqualTo(seq);
    assertThat(letter.get("plugin").asString()).isEqualTo("fickle");
    assertThat(letter.get("attempts").asInt()).isEqualTo(3);
    assertThat(letter.get("error").asString()).contains("not now");
    assertThat(letter.get("time").asString()).contains("T");
    String id = letter.get("id").asString();

    Spoken unknown = fixture.say("dead-letters", "--retry", id, "999", "x");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.errors()).contains("'999', 'x'").doesNotContain("'" + id + "'");
    assertThat(fixture.say("dead-letters", "--retry").exit()).isEqualTo(2);

    Probe.fail(3);
    Spoken again = fixture.say("dead-letters", "--retry", id);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.errors()).contains(id, "not now");
    assertThat(fixture.desk().deadLetters().list().getFirst().attempts()).isEqualTo(6);

    fixture.desk().board().stop("fickle").get(30, TimeUnit.SECONDS);
    Spoken away = fixture.say("dead-letters", "--retry", id);
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.errors()).contains("fickle is stopped");
    fixture.desk().board().start("fickle").get(30, TimeUnit.SECONDS);

    Spoken taken = fixture.say("dead-letters", "--retry", id, "--json");
    assertThat(taken.exit()).isZero();
    assertThat(taken.json().get("retried").get(0).get("delivered").asBoolean()).isTrue();
    assertThat(fixture.say("dead-letters").printed()).contains("no dead letters");
  }

  @Test
  public void aDeadLetterThatNobodyWantsIsDropped() throws Exception {
    plug("fickle");
    Probe.fail(3);
    append();
    await().atMost(SOON).until(() -> !fixture.desk().deadLetters().list().isEmpty());
    assertThat(fixture.say("dead-letters", "--drop", "1", "--retry", "1").exit()).isEqualTo(2);
    assertThat(fixture.say("dead-letters", "--drop", "1").exit()).isZero();
    assertThat(fixture.desk().deadLetters().list()).isEmpty();
  }

  @Test
  public void replaySaysWhatItDoesAndWhyItCannot() throws Exception {
    plug("counting");
    long first = append();
    long second = append();
    await().atMost(SOON).until(() -> Probe.SAID.contains("1.0.0 " + second));
    Spoken done = fixture.say("replay", "counting", "--since", Long.toString(first));
    assertThat(done.exit()).isZero();
    assertThat(done.printed()).contains("counting main: goes on after event " + first);
    await()
        .atMost(SOON)
        .until(() -> Probe.SAID.stream().filter(("1.0.0 " + second)::equals).count() == 2);
    assertThat(Probe.SAID.stream().filter(("1.0.0 " + first)::equals)).hasSize(1);

    assertThat(wrong("replay", "countin", "--since", "1")).contains("did you mean 'counting'");
    assertThat(wrong("replay", "counting", "--since", "1", "--hook", "man"))
        .contains("did you mean 'main'");
    assertThat(wrong("replay", "counting", "--since", "99999")).contains("no event 99999 yet");
    assertThat(wrong("replay", "counting")).contains("--since");
    assertThat(wrong("replay", "counting", "--since", "soon")).contains("--since");
    fixture
        .desk()
        .store()
        .change(tx -> tx.update("UPDATE cursor SET position = ?", fixture.desk().log().last()));
    fixture.desk().log().trim(Instant.now().plusSeconds(60));
    assertThat(wrong("replay", "counting", "--since", "0"))
        .contains("--since " + (fixture.desk().log().first() - 1));
    plug("judge");
    assertThat(wrong("replay", "judge", "--since", "1")).contains("has no hook");
  }

  @Test
  public void infoShowsEachHook() throws Exception {
    plug("ticking");
    await().atMost(SOON).until(() -> Probe.SAID.contains("all plugin:register"));
    JsonNode hooks =
        fixture
            .say("plugin", "info", "ticking", "--json")
            .json()
            .get("plugins")
            .get(0)
            .get("hooks");
    assertThat(hooks)
        .extracting(hook -> hook.get("hook").asString())
        .containsExactly("all", "main", "reads");
    assertThat(fixture.say("plugin", "info", "ticking").printed()).contains("ticking all");
  }

  @Test
  public void onlyAPluginThatIsGoneIsForgotten() throws Exception {
    plug("counting");
    append();
    Spoken there = fixture.say("plugin", "forget", "counting");
    assertThat(there.exit()).isEqualTo(1);
    assertThat(there.errors()).contains("plugin remove");
    await().atMost(SOON).until(() -> !fixture.desk().lanes().standings().isEmpty());
    fixture.desk().board().unplug("counting", "test").get(30, TimeUnit.SECONDS);
    assertThat(wrong("plugin", "forget", "countin")).contains("did you mean 'counting'");
    Spoken gone = fixture.say("plugin", "forget", "counting");
    assertThat(gone.exit()).isZero();
    assertThat(fixture.desk().lanes().standings()).isEmpty();
    assertThat(wrong("plugin", "forget", "counting")).contains("counting");
  }

  @Test
  public void aDamagedEventIsInHealthAndDoctor() throws Exception {
    plug("counting");
    fixture.desk().board().stop("counting").get(30, TimeUnit.SECONDS);
    long seq = append();
    fixture.desk().store().change(tx -> tx.update("UPDATE event SET crc = 0 WHERE seq = ?", seq));
    fixture
        .desk()
        .store()
        .write(tx -> fixture.desk().log().append(tx, "", DeliveryCommandsTest::huge));
    fixture.desk().board().start("counting").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> !fixture.desk().deadLetters().list().isEmpty());
    assertThat(fixture.say("health").printed()).contains("event " + seq, "degraded");
    Spoken doctor = fixture.say("doctor");
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.printed()).contains("Event " + seq + " of the log is damaged");

    Spoken events = fixture.say("events", "--since", "0", "--json");
    assertThat(events.exit()).isEqualTo(1);
    assertThat(events.errors()).contains("Event " + seq + " of the log is damaged");
    assertThat(events.json().path("events"))
        .extracting(event -> event.path("seq").asLong())
        .contains(seq - 1, seq + 1)
        .doesNotContain(seq);
  }

  private String wrong(String... argv) {
    Spoken call = fixture.say(argv);
    assertThat(call.exit()).as(String.join(" ", List.of(argv))).isEqualTo(2);
    return call.errors();
  }

  private void plug(String plugin) throws Exception {
    Path jar = fixture.desk().about().home().resolve(plugin + ".jar");
    PluginJar.of(plugin, "1.0.0", jar);
    fixture.desk().board().plug(fixture.install(jar)).get(30, TimeUnit.SECONDS);
  }

  private long append() {
    return fixture
        .desk()
        .store()
        .write(
            tx ->
                fixture
                    .desk()
                    .log()
                    .append(tx, "", h -> new CustomEvent(h, "test:event", Map.of())))
        .seq();
  }

  private static CustomEvent huge(EventHeader header) {
    return new CustomEvent(header, "test:event", Map.of("text", "x".repeat(9 << 20)));
  }
}
