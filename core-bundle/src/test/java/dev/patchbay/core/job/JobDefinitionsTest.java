package dev.patchbay.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class JobDefinitionsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final JobDefinitions definitions = new JobDefinitions();
  private final Repositories repositories = new Repositories();
  private GitFixture git = new GitFixture(Path.of("."));

  @Before
  public void begin() {
    git = GitFixture.withWorkTree(folder.getRoot().toPath().resolve("app"));
  }

  @After
  public void end() {
    repositories.close();
  }

  private Repo repo() {
    return repositories.open(git.directory());
  }

  private Path write(String path, String text) throws IOException {
    Path file = git.directory().resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, text);
  }

  private String commit() {
    git.run("add", "-A");
    git.run("commit", "-q", "--allow-empty", "-m", "change");
    return git.run("rev-parse", "HEAD");
  }

  @Test
  public void eachDefinitionIsValidOrBrokenByItself() throws Exception {
    write(".patchbay/jobs/verify.yaml", "run: make");
    write(".patchbay/jobs/broken.yml", "run: make\nfoo: bar");
    write(".patchbay/jobs/bad name.yaml", "run: make");
    write(".patchbay/jobs/notes.txt", "not a job");
    write(".patchbay/jobs/sub/other.yaml", "run: make");
    write(".patchbay/jobs/large.yaml", "#" + "x".repeat(1024 * 1024) + "\nrun: make");
    Files.createSymbolicLink(git.directory().resolve(".patchbay/jobs/link.yaml"), Path.of("x"));
    String commit = commit();
    List<Definition> found = definitions.at(repo(), commit);
    assertThat(found)
        .extracting(Definition::id)
        .containsExactly("bad name", "broken", "large", "link", "verify");
    assertThat(found.get(4)).isInstanceOf(JobDefinition.class);
    assertThat(found.subList(0, 4))
        .asInstanceOf(InstanceOfAssertFactories.list(BrokenDefinition.class))
        .extracting(BrokenDefinition::error)
        .satisfiesExactly(
            name ->
                assertThat(name).startsWith(".patchbay/jobs/bad name.yaml:1: a job's file name"),
            broken ->
                assertThat(broken).startsWith(".patchbay/jobs/broken.yml:2: foo: unknown key"),
            large -> assertThat(large).endsWith("the file is larger than 1 MiB"),
            link -> assertThat(link).endsWith("not a regular file"));
    assertThat(definitions.at(repo(), commit, "verify")).contains(found.get(4));
    assertThat(definitions.at(repo(), commit, "absent")).isEmpty();
  }

  @Test
  public void definitionsAreThoseOfTheCommitAndNotOfTheWorkTree() throws Exception {
    String none = commit();
    write(".patchbay/jobs/a.yaml", "run: one");
    String one = commit();
    write("other.txt", "x");
    String same = commit();
    write(".patchbay/jobs/a.yaml", "run: two");
    String two = commit();
    write(".patchbay/jobs/a.yaml", "run: three");
    assertThat(definitions.at(repo(), none)).isEmpty();
    assertThat(command(one)).containsExactly("one");
    assertThat(command(two)).containsExactly("two");
    assertThat(definitions.at(repo(), same)).isSameAs(definitions.at(repo(), one));
  }

  private List<String> command(String commit) {
    JobDefinition job = (JobDefinition) definitions.at(repo(), commit, "a").orElseThrow();
    return job.levels().get(0).tasks().get(0).run();
  }

  @Test
  public void twoFilesOfOneJobAreRefused() throws Exception {
    write(".patchbay/jobs/a.yaml", "run: one");
    write(".patchbay/jobs/a.yml", "run: two");
    assertThat(definitions.at(repo(), commit()))
        .singleElement()
        .isInstanceOfSatisfying(
            BrokenDefinition.class,
            broken -> assertThat(broken.error()).contains("there is another file for the job 'a'"));
  }

  @Test
  public void whatIsCachedStaysBounded() throws Exception {
    for (int i = 0; i < 20; i++) {
      write(".patchbay/jobs/a.yaml", "run: make\n#" + i + "x".repeat(900_000));
      assertThat(definitions.at(repo(), commit())).hasSize(1);
    }
    assertThat(definitions.cached()).isBetween(1, 5);
  }
}
