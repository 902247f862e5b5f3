package dev.patchbay.core.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas that editors get know the same keys as the readers. */
public final class SchemasTest {
  private static final String UNHEARD_OF = "qqqqqqqqqqqqqqqq";

  /** Known to the reader only to say that they are not available yet. */
  private static final Set<String> LATER = Set.of("misfire", "use", "plugin", "with");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static Set<String> properties(String schema, String pointer) {
    JsonNode node = JsonMapper.shared().readTree(schema).at(pointer + "/properties");
    return new TreeSet<>(node.propertyNames());
  }

  private static Set<String> known(String problems) {
    String line =
        problems.lines().filter(each -> each.contains("; known ")).findFirst().orElseThrow();
    String names = line.replaceFirst(".*known (here:|are) ", "");
    Set<String> known = new TreeSet<>(Arrays.asList(names.split(", ")));
    known.removeAll(LATER);
    return known;
  }

  private static Set<String> inJob(String text) {
    byte[] content = text.replace("?", UNHEARD_OF + ": 1").getBytes(UTF_8);
    return known(((BrokenDefinition) DefinitionReader.read("job", "f", content)).error());
  }

  private Set<String> inConfiguration(String text) throws IOException {
    Path file = folder.getRoot().toPath().resolve("patchbay.yaml");
    Files.writeString(file, text.replace("?", UNHEARD_OF + ": 1"));
    Vocabulary vocabulary = new Vocabulary(Set.of("job:after"), new PosixCommands());
    return known(
        String.valueOf(
            catchThrowableOfType(
                    ConfigurationException.class,
                    () -> ConfigurationFile.read(file, Map.of(), vocabulary))
                .getMessage()));
  }

  @Test
  public void theSchemaOfJobsKnowsTheKeysOfTheReader() {
    String schema = DefinitionReader.schema();
    assertThat(properties(schema, "")).isEqualTo(inJob("run: x\n?"));
    assertThat(properties(schema, "/$defs/on")).isEqualTo(inJob("run: x\non: {?}"));
    assertThat(properties(schema, "/$defs/level"))
        .isEqualTo(inJob("levels: [{tasks: [{run: x}], ?}]"));
    assertThat(properties(schema, "/$defs/task"))
        .isEqualTo(inJob("levels: [{tasks: [{run: x, ?}]}]"));
    assertThat(properties(schema, "/$defs/gate/anyOf/1"))
        .isEqualTo(inJob("levels: [{gates: [{name: x, ?}]}]"));
    assertThat(properties(schema, "/$defs/verification/anyOf/1"))
        .isEqualTo(inJob("run: x\nverification: {command: x, ?}"));
  }

  @Test
  public void theSchemaOfTheConfigurationKnowsTheKeysOfTheReader() throws Exception {
    String schema = ConfigurationFile.schema();
    assertThat(properties(schema, "")).isEqualTo(inConfiguration("?"));
    for (String section :
        List.of("daemon", "log", "artifacts", "logs", "delivery", "update", "rush")) {
      assertThat(properties(schema, "/properties/" + section))
          .as(section)
          .isEqualTo(inConfiguration(section + ": {?}"));
    }
    assertThat(properties(schema, "/properties/repositories/items"))
        .isEqualTo(inConfiguration("repositories: [{path: x, ?}]"));
    assertThat(properties(schema, "/properties/hooks/items"))
        .isEqualTo(inConfiguration("hooks: [{event: 'job:after', command: x, ?}]"));
    assertThat(properties(schema, "/properties/gates/items"))
        .isEqualTo(inConfiguration("gates: [{name: x, command: x, ?}]"));
  }
}
