package dev.patchbay.core.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Mapping;
import dev.patchbay.core.config.Node;
import dev.patchbay.core.config.Scalar;
import dev.patchbay.core.config.Sequence;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A validator of JSON schemas and the readers take and refuse the same files. */
public final class SchemaExamplesTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Schema jobs = REGISTRY.getSchema(DefinitionReader.schema());
  private final Schema configurations = REGISTRY.getSchema(ConfigurationFile.schema());

  private static boolean valid(Schema schema, String text) throws ConfigurationException {
    return schema.validate(json(Yaml.read("f.yaml", text.getBytes(UTF_8)))).isEmpty();
  }

  /** As an editor sees it: a key without a value is null. */
  private static JsonNode json(Node node) {
    JsonMapper mapper = JsonMapper.shared();
    return switch (node) {
      case Mapping mapping -> {
        ObjectNode object = mapper.createObjectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry.node())));
        yield object;
      }
      case Sequence sequence -> {
        ArrayNode array = mapper.createArrayNode();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Scalar scalar -> scalar.empty() ? mapper.nullNode() : mapper.valueToTree(scalar.value());
    };
  }

  private void read(String text) throws ConfigurationException, IOException {
    Path file = Files.writeString(folder.getRoot().toPath().resolve("patchbay.yaml"), text);
    Vocabulary vocabulary =
        new Vocabulary(Set.of("job:after", "level:complete"), new PosixCommands());
    ConfigurationFile.read(file, Map.of("TOKEN", "t"), vocabulary);
  }

  @Test
  public void bothTakeGoodJobs() throws Exception {
    for (String good :
        new String[] {
          "run: 'true'",
          "run: [mvn, -q, verify]\non: { pushTo: [main, 'release/**'], pathChanged: ['src/**'] }",
          "on: { any: [ {tagCreate: 'v*'}, {not: {signed: true}} ] }\nrun: x\ntimeout: 10m",
          """
          description: Build
          critical: true
          env: { A: 1, B: two }
          levels:
            - name: build
              tasks:
                - { id: compile, run: 'mvn -q compile', timeout: 10m, artifacts: ['target/*.jar'] }
                - { run: 'true', verification: { command: 'test -e x', timeout: 5 }, attempts: 3 }
              gates: [ security-scan, { name: sonarqube, required: true, config: { key: app } } ]
            - { name: deploy, launcher: mock, onError: continue, tasks: [ { run: './deploy.sh' } ] }
          """
        }) {
      assertThat(valid(jobs, good)).as(good).isTrue();
      assertThat(DefinitionReader.read("job", "f", good.getBytes(UTF_8)))
          .as(good)
          .isInstanceOf(JobDefinition.class);
    }
  }

  @Test
  public void bothRefuseBadJobs() throws Exception {
    for (String bad :
        new String[] {
          "description: nothing to run",
          "run: x\nlevels: [ { tasks: [ { run: x } ] } ]",
          "run: x\npriority: 11",
          "run: x\ncritical: maybe",
          "run: x\non: { pushedTo: main }",
          "run: x\non: { pushTo: [] }",
          "run: x\ntimeout: soon",
          "levels: [ { tasks: [ { id: '-x', run: x } ] } ]",
          "levels: [ { tasks: [ { id: x } ] } ]",
          "levels: [ { tasks: [ { run: x } ], onError: shrug } ]",
          "levels: [ { tasks: [ { run: x } ], gates: [ { required: true } ] } ]",
        }) {
      assertThat(valid(jobs, bad)).as(bad).isFalse();
      assertThat(DefinitionReader.read("job", "f", bad.getBytes(UTF_8)))
          .as(bad)
          .isInstanceOf(BrokenDefinition.class);
    }
  }

  @Test
  public void bothTakeGoodConfigurations() throws Exception {
    for (String good :
        new String[] {
          "",
          "repositories: [ {path: /srv/app.git}, {path: ., jobs: default-branch} ]",
          "daemon: { tick: 5s, reconcile: 30, drain: 10s }\nlauncher: mock\nguards: [api-key-auth]",
          """
          plugins:
            slack-notifications:
              token: ${TOKEN}
              channels: { errors: '#alerts' }
            slack-notifications~team-b: { token: '${NONE:-x}' }
            plain:
          hooks:
            - { event: 'level:complete', command: './notify.sh {level}', timeout: 60 }
            - { event: 'job:after', command: [notify, 5] }
          gates:
            - { name: scan, command: 'bandit -r src/', required: false, timeout: 300 }
          log: { retention: 10d }
          """
        }) {
      assertThat(valid(configurations, good)).as(good).isTrue();
      assertThatCode(() -> read(good)).as(good).doesNotThrowAnyException();
    }
  }

  @Test
  public void bothRefuseBadConfigurations() throws Exception {
    for (String bad :
        new String[] {
          "repositorys: []",
          "repositories: /srv/app.git",
          "repositories: [ { jobs: event } ]",
          "repositories: [ { path: a, jobs: sometimes } ]",
          "daemon: { tick: soon }",
          "daemon: { tock: 5s }",
          "plugins: { 'a b': {} }",
          "plugins: { a: 5 }",
          "hooks: [ { event: 'job:after' } ]",
          "hooks: [ { command: x } ]",
          "gates: [ { name: a, command: x, required: maybe } ]",
          "gates: [ { name: a, command: '' } ]",
          "gates: [ { name: a, command: [] } ]",
        }) {
      assertThat(valid(configurations, bad)).as(bad).isFalse();
      assertThatThrownBy(() -> read(bad)).as(bad).isInstanceOf(ConfigurationException.class);
    }
  }
}
