package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.Author;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.api.event.TagCreated;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.Definition;
import dev.patchbay.core.job.JobDefinitions;
import dev.patchbay.core.job.PosixCommands;
import dev.patchbay.core.log.EventNames;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JobSourceTest {
  private static final String JOB = "on: { pushTo: '**' }\nrun: 'true'\n";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final Repositories repositories = new Repositories();
  private GitFixture git;

  @Before
  public void commitAJob() {
    git = GitFixture.withWorkTree(at("app"));
    git.commit(".patchbay/jobs/verify.yaml", JOB, "Add a job");
  }

  @After
  public void close() {
    repositories.close();
  }

  private Path at(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private JobSource source(String yaml) throws IOException, ConfigurationException {
    Path file = Files.writeString(at("patchbay.yaml"), yaml);
    Configuration configuration =
        ConfigurationFile.read(
            file, Map.of(), new Vocabulary(EventNames.all(), new PosixCommands()));
    return new JobSource(repositories, new JobDefinitions(), () -> configuration);
  }

  private static EventHeader header() {
    return new EventHeader("1", 1, Instant.EPOCH, "app");
  }

  @Test
  public void aTagOfAFileLeadsToNoRunAndDoesNotWait() throws Exception {
    repositories.open(at("app"));
    String file = git.run("rev-parse", "HEAD:.patchbay/jobs/verify.yaml");
    RefChange change = RefChange.of("refs/tags/file", "", file).withTag("file");
    assertThat(source("").runsOf(new TagCreated(header(), change))).contains(List.of());
  }

  @Test
  public void theDefinitionsOfTheDefaultBranchHoldHoweverTheRepositoryIsNamed() throws Exception {
    Files.createSymbolicLink(at("link"), at("app"));
    Repo repo = repositories.open(at("link"));
    git.run("checkout", "-q", "-b", "side");
    String side = git.commit(".patchbay/jobs/sneaked-in.yaml", JOB, "Add another");
    git.run("checkout", "-q", "main");
    Push push =
        new Push(
            header(),
            RefChange.of("refs/heads/side", side, side)
                .withBranch("side")
                .withTip("", Author.NONE, Instant.EPOCH, false));
    JobSource source = source("repositories: [ { path: link, jobs: default-branch } ]\n");
    assertThat(source.definitions(repo, side)).extracting(Definition::id).containsExactly("verify");
    assertThat(source.runsOf(push).orElseThrow()).hasSize(1);
    assertThat(source("repositories: [ { path: link } ]\n").definitions(repo, side)).hasSize(2);
  }

  @Test
  public void aBrokenDefinitionIsWarnedAboutOncePerChange() {
    Complaints complaints = new Complaints();
    assertThat(complaints.isNew("app", "main", broken("a"))).isTrue();
    assertThat(complaints.isNew("app", "main", broken("a"))).isFalse();
    assertThat(complaints.isNew("app", "main", broken("b"))).isTrue();
    complaints.over("app", "main", "verify");
    assertThat(complaints.isNew("app", "main", broken("b"))).isTrue();
  }

  private static BrokenDefinition broken(String why) {
    return new BrokenDefinition("verify", List.of(new Problem("verify.yaml", 1, "", why)));
  }
}
