package dev.patchbay.core.job;

import static dev.patchbay.core.job.GitEvents.push;
import static dev.patchbay.core.job.GitEvents.pushOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whatever a file holds, it is read or refused: nothing else comes out of the readers. */
public final class MutatedTextTest {
  private static final String JOB =
      """
      description: &d Build
      tags: [ci, *d]
      on: { pushTo: [main, 'r/**'], any: [{ message: 'a(b|c)+[x-z]{2,3}' }, { not: { signed: true } }] }
      env: { A: "b\\n" }
      timeout: 10m
      levels:
        - name: build
          tasks:
            - { id: compile, run: 'mvn -q "a b" {branch}', artifacts: ['target/*.jar'] }
            - run: [./x, 'a b']
              verification: { command: ./check, timeout: 1m }
          gates: [ scan, { name: sonar, required: true, config: { n: 1.5e3 } } ]
        - tasks: [ { run: 'a {{b}}' } ]
      """;

  private static final String CONFIGURATION =
      """
      repositories: [{ path: /srv/app.git, jobs: event }, { path: '.' }]
      daemon: { tick: 5s }
      plugins:
        slack~b: { token: "${A:-b}", channels: { x: '${B}' } }
      hooks:
        - { event: 'job:after', command: './n "Level {level}"', timeout: 60 }
      gates: [{ name: scan, command: [a, b], required: false }]
      """;

  private static final String PIECES = "{}[]:,-'\"&*!|>#%@`?\\ \n\t$a0~=.\u0000\u00ff(){}";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void mutatedJobsAreReadOrRefused() {
    Random random = new Random(7);
    int valid = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] text = mutated(JOB, random).getBytes(ISO_8859_1);
      if (DefinitionReader.read("job", "job.yaml", text) instanceof JobDefinition job) {
        valid++;
        assertThat(job.explain(push("main", "a"))).isNotEmpty();
        assertThat(job.explain(pushOf("abcxx"))).isNotEmpty();
      }
    }
    assertThat(valid).as("some stay valid, some do not").isBetween(200, 4_800);
  }

  @Test
  public void mutatedConfigurationsAreReadOrRefused() throws Exception {
    Random random = new Random(11);
    Path file = folder.getRoot().toPath().resolve("patchbay.yaml");
    Vocabulary vocabulary = new Vocabulary(Set.of("job:after"), new PosixCommands());
    int valid = 0;
    for (int i = 0; i < 2_000; i++) {
      Files.write(file, mutated(CONFIGURATION, random).getBytes(ISO_8859_1));
      try {
        Configuration read = ConfigurationFile.read(file, Map.of("B", "x"), vocabulary);
        assertThat(read.launcher()).isNotEmpty();
        valid++;
      } catch (ConfigurationException refused) {
        assertThat(refused.problems())
            .isNotEmpty()
            .allSatisfy(problem -> assertThat(problem.line()).isPositive());
      }
    }
    assertThat(valid).as("some stay valid, some do not").isBetween(100, 1_900);
  }

  /** A few characters removed, put in, replaced or moved. */
  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(mutated.length());
      switch (random.nextInt(4)) {
        case 0 -> mutated.deleteCharAt(at);
        case 1 -> mutated.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        case 2 -> mutated.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
        default -> {
          int end = Math.min(mutated.length(), at + random.nextInt(20));
          String piece = mutated.substring(at, end);
          mutated.delete(at, end);
          mutated.insert(random.nextInt(mutated.length()), piece);
        }
      }
    }
    return mutated.toString();
  }
}
