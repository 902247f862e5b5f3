package dev.patchbay.core.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the user's documents show is what the readers take. */
public final class DocumentsTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static String example(String document) throws IOException {
    Pattern block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    Matcher matcher = block.matcher(Files.readString(DOCS.resolve(document)));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  public void theConfigurationShownIsValid() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.yaml");
    Files.writeString(file, example("configuration.md"));
    Configuration read =
        ConfigurationFile.read(
            file,
            Map.of("SLACK_BOT_TOKEN", "x"),
            new Vocabulary(Set.of("level:complete"), new PosixCommands()));
    assertThat(read.plugins()).hasSize(2);
    assertThat(read.hooks().get(0).command())
        .containsExactly("./notify.sh", "Level {level} of {feature}");
  }

  @Test
  public void theJobShownIsValid() throws Exception {
    byte[] text = example("jobs.md").getBytes(UTF_8);
    assertThat(DefinitionReader.read("verify", "verify.yaml", text))
        .isInstanceOfSatisfying(JobDefinition.class, job -> assertThat(job.levels()).hasSize(2));
  }

  @Test
  public void everyPredicateIsExplained() throws Exception {
    String jobs = Files.readString(DOCS.resolve("jobs.md"));
    assertThat(ConditionReader.KEYS).allSatisfy(key -> assertThat(jobs).contains("`" + key + "`"));
  }
}
