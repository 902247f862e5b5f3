package dev.patchbay.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ConfigurationFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final Vocabulary VOCABULARY =
      new Vocabulary(Set.of("level:complete", "job:after", "job:error"), new WordSyntax());

  private Path file() {
    return folder.getRoot().toPath().resolve("patchbay.yaml");
  }

  private Configuration read(String text, Map<String, String> environment) throws Exception {
    Files.writeString(file(), text);
    return ConfigurationFile.read(file(), environment, VOCABULARY);
  }

  private Configuration read(String text) throws Exception {
    return read(text, Map.of());
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(text)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  public void anAbsentFileIsTheDefaultConfiguration() throws Exception {
    Configuration configuration = ConfigurationFile.read(file(), Map.of(), VOCABULARY);
    assertThat(configuration.repositories()).isEmpty();
    assertThat(configuration.launcher()).isEqualTo("subprocess");
    assertThat(configuration.daemon())
        .isEqualTo(
            new Configuration.DaemonTimes(
                Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(10)));
    assertThat(configuration.retention())
        .isEqualTo(
            new Configuration.Retention(
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofHours(24)));
    assertThat(configuration.updateTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  public void everyKeyIsRead() throws Exception {
    Configuration configuration =
        read(
            """
            repositories:
              - path: /srv/git/app.git
              - { path: sub, jobs: default-branch }
            daemon: { tick: 500ms, reconcile: 1m, drain: 3 }
            launcher: mock
            guards: [api-key-auth]
            plugins:
              slack-notifications:
                channels: { errors: '#alerts' }
              slack-notifications~team-b: {}
              bare:
            hooks:
              - { event: 'level:complete', command: './notify.sh a b', timeout: 90 }
              - { event: 'job:error', command: [./notify.sh, 'a b'] }
              - { event: 'bare:thing', command: x }
            gates:
              - { name: scan, command: bandit, required: true, timeout: 10m }
              - { name: other, command: bandit }
            log: { retention: 1d }
            logs: { retention: 2d }
            artifacts: { retention: 3d }
            delivery: { retention: 4h }
            update: { timeout: 5s }
            rush: { worker: run it }
            """);
    assertThat(configuration.repositories())
        .containsExactly(
            new RepositoryEntry(Path.of("/srv/git/app.git"), RepositoryEntry.Jobs.EVENT, 2),
            new RepositoryEntry(
                file().resolveSibling("sub"), RepositoryEntry.Jobs.DEFAULT_BRANCH, 3));
    assertThat(configuration.daemon())
        .isEqualTo(
            new Configuration.DaemonTimes(
                Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(3)));
    assertThat(configuration.launcher()).isEqualTo("mock");
    assertThat(configuration.guards()).containsExactly("api-key-auth");
    assertThat(configuration.plugins())
        .extracting(PluginEntry::key, PluginEntry::instance, PluginEntry::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("slack-notifications", "default", 8),
            org.assertj.core.groups.Tuple.tuple("slack-notifications~team-b", "team-b", 10),
            org.assertj.core.groups.Tuple.tuple("bare", "default", 11));
    assertThat(configuration.hooks())
        .containsExactly(
            new HookCommand(
                "level:complete", List.of("./notify.sh", "a", "b"), Duration.ofSeconds(90), 13),
            new HookCommand("job:error", List.of("./notify.sh", "a b"), Duration.ofSeconds(60), 14),
            new HookCommand("bare:thing", List.of("x"), Duration.ofSeconds(60), 15));
    assertThat(configuration.gates())
        .containsExactly(
            new GateCommand("scan", List.of("bandit"), true, Duration.ofMinutes(10), 17),
            new GateCommand("other", List.of("bandit"), false, Duration.ofMinutes(5), 18));
    assertThat(configuration.retention())
        .isEqualTo(
            new Configuration.Retention(
                Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(2), Duration.ofHours(4)));
    assertThat(configuration.updateTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.rushWorker()).containsExactly("run", "it");
    assertThat(configuration.directory()).isEqualTo(folder.getRoot().toPath());
  }

  @Test
  public void allProblemsAreReportedTogether() {
    assertThat(
            problems(
                """
                repositries: []
                daemon: { tick: soon, reconsile: 5s, drain: 5h }
                launcher: [a]
                guards: { a: b }
                repositories:
                  - { jobs: never }
                  - path
                plugins:
                  'a b': {}
                  slack: text
                hooks:
                  - { event: 'level:complet', command: x }
                  - { event: 'job:after', command: 'a {nope}', timeout: 601 }
                  - { event: 'job:after', command: [] }
                  - { event: 'job:after' }
                gates:
                  - { name: a, command: b, required: maybe, timeout: 0 }
                  - { name: a, command: [x, {y: z}] }
                logs: { retention: -1 }
                update: 5
                """))
        .containsExactly(
            "patchbay.yaml:1: repositries: unknown key; did you mean 'repositories'?",
            "patchbay.yaml:2: daemon.tick: expected a duration such as 500ms, 5s, 10m, 1h or 30d, found 'soon'",
            "patchbay.yaml:2: daemon.drain: expected a duration from 0s to 1h, found '5h'",
            "patchbay.yaml:2: daemon.reconsile: unknown key; did you mean 'reconcile'?",
            "patchbay.yaml:3: launcher: expected a text, found a list",
            "patchbay.yaml:4: guards: expected a text, found a mapping",
            "patchbay.yaml:6: repositories[0].jobs: expected 'event' or 'default-branch'",
            "patchbay.yaml:6: repositories[0]: 'path' is missing",
            "patchbay.yaml:7: repositories[1]: expected a mapping, found 'path'",
            "patchbay.yaml:9: plugins.a b: expected a plugin's name, or name~instance",
            "patchbay.yaml:10: plugins.slack: expected a mapping, found a single value or a list",
            "patchbay.yaml:12: hooks[0].event: unknown event; did you mean 'level:complete'?",
            "patchbay.yaml:13: hooks[1].command: unknown placeholder {nope}",
            "patchbay.yaml:13: hooks[1].timeout: expected a duration from 1s to 10m, found '601'",
            "patchbay.yaml:14: hooks[2].command: expected a command: a text, or a list of its arguments",
            "patchbay.yaml:15: hooks[3]: 'command' is missing",
            "patchbay.yaml:17: gates[0].required: expected true or false, found 'maybe'",
            "patchbay.yaml:17: gates[0].timeout: expected a duration from 1s to 1h, found '0'",
            "patchbay.yaml:18: gates[1].name: there are two gates of this name",
            "patchbay.yaml:18: gates[1].command: expected a text, found a mapping",
            "patchbay.yaml:19: logs.retention: expected a duration such as 500ms, 5s, 10m, 1h or 30d, found '-1'",
            "patchbay.yaml:20: update: expected a mapping, found a single value or a list");
  }

  @Test
  public void variablesAreReplacedAnywhereInsideAValue() throws Exception {
    Files.writeString(file().resolveSibling("token.txt"), "s3cret\n");
    Configuration configuration =
        read(
            """
            launcher: ${LAUNCHER}
            guards: ['${A}-${B:-b c}-${EMPTY:-e}', '${file:token.txt}!', '$${A} $A {A} ${EMPTY}']
            hooks:
              - event: job:after
                command: ${NULL}
            """,
            Map.of("LAUNCHER", "mock", "A", "${B}$1\\", "EMPTY", "", "NULL", "null"));
    assertThat(configuration.hooks().get(0).command()).containsExactly("null");
    assertThat(configuration.launcher()).isEqualTo("mock");
    assertThat(configuration.guards()).containsExactly("${B}$1\\-b c-e", "s3cret!", "${A} $A {A} ");
  }

  @Test
  public void anUnsetVariableIsNamedWithItsPlaceAndNoValueOfAnother() throws Exception {
    Files.writeString(
        file(),
        """
        plugins:
          slack:
            token: ${SLACK_TOKEN}
            list: [a, '${B C}', '${D', '${file:absent}']
        daemon: { tick: '${TICK}' }
        """);
    ConfigurationException refused =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> ConfigurationFile.read(file(), Map.of("TICK", "hunter2"), VOCABULARY));
    assertThat(refused.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "patchbay.yaml:3: plugins.slack.token: the environment variable SLACK_TOKEN is not set; set it, or write ${SLACK_TOKEN:-default}",
            "patchbay.yaml:4: plugins.slack.list[1]: expected ${NAME}, ${NAME:-default} or ${file:PATH}; for a literal '${' write '$${'",
            "patchbay.yaml:4: plugins.slack.list[2]: '${' without a '}'; for a literal '${' write '$${'",
            "patchbay.yaml:4: plugins.slack.list[3]: cannot read the file absent (NoSuchFileException)",
            "patchbay.yaml:5: daemon.tick: expected a duration such as 500ms, 5s, 10m, 1h or 30d, found '${TICK}'");
  }

  @Test
  public void aFolderInPlaceOfTheFileIsNamed() throws Exception {
    Files.createDirectory(file());
    assertThat(
            catchThrowableOfType(
                ConfigurationException.class,
                () -> ConfigurationFile.read(file(), Map.of(), VOCABULARY)))
        .hasMessageContaining("patchbay.yaml:1: cannot be read");
  }
}
