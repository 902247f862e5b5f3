package dev.patchbay.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class OptionCheckTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private OptionSchema schema = OptionSchema.none("web");

  @Before
  public void read() throws Exception {
    schema = MetatypeJar.schema(folder.getRoot().toPath());
  }

  private CheckedOptions check(String yaml) throws Exception {
    Mapping options = Yaml.read("patchbay.yaml", yaml.getBytes(UTF_8));
    PluginEntry entry = new PluginEntry("web", "team-b", 9, options);
    return OptionCheck.check("patchbay.yaml", entry, schema);
  }

  private List<String> problems(String yaml) throws Exception {
    return check("token: t\nroom: r\n" + yaml).problems().stream()
        .map(Problem::toString)
        .map(text -> text.replace("patchbay.yaml:", "").replace("plugins.web~team-b.", ""))
        .toList();
  }

  @Test
  public void validOptionsComeOutTyped() throws Exception {
    CheckedOptions checked =
        check(
            """
            token: xoxb
            smtp: { password: 'pass', host: 10.0.0.1 }
            channels: { errors: '#alerts', deployments: 'a=b' }
            list: [x, 2]
            pair: [1, 2]
            port: '8080'
            n: 5
            on: false
            mode: slow
            ratio: 0.25
            room: 17
            extra: c
            """);
    assertThat(checked.problems()).isEmpty();
    assertThat(checked.properties().get("channels"))
        .isEqualTo(new String[] {"errors=#alerts", "deployments=a=b"});
    assertThat(checked.properties().get("pair")).isEqualTo(new int[] {1, 2});
    assertThat(checked.properties())
        .containsEntry(".token", "xoxb")
        .containsEntry(".smtp.password", "pass")
        .containsEntry("smtp.host", "10.0.0.1")
        .containsEntry("list", List.of("x", "2"))
        .containsEntry("port", 8080)
        .containsEntry("n", 5L)
        .containsEntry("on", false)
        .containsEntry("mode", "slow")
        .containsEntry("ratio", 0.25)
        .containsEntry("room", "17")
        .containsEntry("extra", 'c');
    assertThat(checked.toString()).doesNotContain("xoxb");
  }

  @Test
  public void whatIsNotGivenIsLeftToThePluginsDefaults() throws Exception {
    assertThat(check("{token: t, room: '', channel: }").properties().keySet())
        .isEqualTo(Set.of(".token", "room"));
  }

  @Test
  public void dottedKeysAreTheSameAsNestedOnes() throws Exception {
    assertThat(check("{token: t, room: r, smtp.host: h}").properties())
        .isEqualTo(Map.of(".token", "t", "room", "r", "smtp.host", "h"));
    assertThat(problems("smtp.host: a\nsmtp: { host: b }"))
        .containsExactly("4: smtp.host: given twice, once nested and once with dots");
  }

  @Test
  public void oneValueIsAListOfOne() throws Exception {
    assertThat(check("{token: t, room: r, channels: '#a'}").properties().get("channels"))
        .isEqualTo(new String[] {"#a"});
  }

  @Test
  public void everyMistakeIsNamedWithItsLine() throws Exception {
    assertThat(
            problems(
                """
                chanel: x
                port: eighty
                n: 0
                on: maybe
                mode: fats
                ratio: 1.5
                pair: [1, 2, 3]
                smtp: { hots: x }
                channels: { 'a=b': c, d: [e] }
                list: [[a]]
                channel: [a]
                extra: long
                unheardOf: { a: b }
                """))
        .containsExactly(
            "3: chanel: unknown key; did you mean 'channel'?",
            "4: port: expected a whole number, found 'eighty'",
            "5: n: expected a whole number of at least 1, found '0'",
            "6: on: expected true or false, found 'maybe'",
            "7: mode: expected one of fast, slow; did you mean 'fast'?, found 'fats'",
            "8: ratio: expected a number up to 1, found '1.5'",
            "9: pair: expected at most 2 values",
            "10: smtp.hots: unknown key; did you mean 'smtp.host'?",
            "11: channels.a=b: a key of a map cannot hold '='",
            "11: channels.d: expected a text, found a list",
            "12: list: expected a text for each value, found a list",
            "13: channel: expected a text, found a list",
            "14: extra: expected a single character, found 'long'",
            "15: unheardOf: unknown key; known here: token, smtp.password, smtp.host, channel, channels, list, pair, port, n, on, mode, ratio, room, extra");
    assertThat(problems("port: 99999"))
        .containsExactly("3: port: expected a whole number from 1 to 65535, found '99999'");
  }

  @Test
  public void missingRequiredOptionsAreNamedOnce() throws Exception {
    assertThat(check("{token: [], channel: x}").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "patchbay.yaml:1: plugins.web~team-b.token: expected a text, found a list",
            "patchbay.yaml:9: plugins.web~team-b.room: missing; expected a text (Where to post)");
    assertThat(check("{token: , room: r}").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "patchbay.yaml:9: plugins.web~team-b.token: missing; expected a text (The bot's token)");
  }

  @Test
  public void secretsAreNeverShown() throws Exception {
    assertThat(problems("smtp: { password: abc }"))
        .containsExactly("3: smtp.password: expected a text with a length of at least 4");
  }

  @Test
  public void aPluginWithoutOptionsRefusesEveryKey() throws Exception {
    PluginEntry entry =
        new PluginEntry("bare", "default", 1, Yaml.read("f", "\n\na: b".getBytes(UTF_8)));
    assertThat(OptionCheck.check("f", entry, OptionSchema.none("bare")).problems())
        .extracting(Problem::toString)
        .containsExactly("f:3: plugins.bare.a: unknown key; this plugin has no options");
  }

  @Test
  public void thePrintedBlockIsValidOnceFilledIn() throws Exception {
    String block = OptionBlock.of("web", schema);
    assertThat(block)
        .startsWith("plugins:\n  web:\n    # The bot's token\n    token: ${WEB_TOKEN}\n")
        .contains("    # mode: 'fast'   # one of fast, slow\n")
        .contains("    # list: ['a', 'b,c']\n");
    Mapping plugins =
        new Section(Yaml.read("f", block.getBytes(UTF_8)), "", new Problems("f"))
            .section("plugins")
            .mapping("web");
    PluginEntry entry = new PluginEntry("web", "default", 1, plugins);
    assertThat(OptionCheck.check("f", entry, schema).problems()).isEmpty();
    assertThat(OptionBlock.of("bare", OptionSchema.none("bare")))
        .isEqualTo("plugins:\n  bare: {}\n");
  }
}
