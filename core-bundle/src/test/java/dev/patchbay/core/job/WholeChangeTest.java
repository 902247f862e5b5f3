package dev.patchbay.core.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.BranchCreated;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.Push;
import dev.patchbay.api.event.RefChange;
import dev.patchbay.core.repository.GitFixture;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class WholeChangeTest {
  private static final EventHeader HEADER = new EventHeader("id", 1, Instant.EPOCH, "app");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Repositories repositories = new Repositories();
  private GitFixture git = new GitFixture(Path.of("."));
  private String first = "";
  private String second = "";

  @Before
  public void begin() throws IOException {
    git = GitFixture.withWorkTree(folder.getRoot().toPath().resolve("app"));
    write("old/gone.c", "x");
    write("doc/same.md", "x");
    write("doc/changed.md", "x");
    first = commit("first of all");
    Files.delete(git.directory().resolve("old/gone.c"));
    write("src/new.java", "x");
    commit("in between: fix(core): mend");
    write("doc/changed.md", "y");
    second = commit("last");
  }

  @After
  public void end() {
    repositories.close();
  }

  private void write(String path, String text) throws IOException {
    Path file = git.directory().resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private String commit(String message) {
    git.run("add", "-A");
    git.run("commit", "-q", "-m", message);
    return git.run("rev-parse", "HEAD");
  }

  private static boolean matches(String on, Facts facts) {
    byte[] text = ("run: make\non: " + on).getBytes(UTF_8);
    return ((JobDefinition) DefinitionReader.read("job", "f", text)).matches(facts);
  }

  private void check(GitEvent event, boolean seesTheBeginning) {
    Repo repo = repositories.open(git.directory());
    Facts whole = Facts.of(event, repo);
    for (String on :
        new String[] {
          "{pathChanged: 'src/**'}",
          "{pathAdded: 'src/new.java'}",
          "{message: '^in between'}",
          "{authorName: Ada}"
        }) {
      assertThat(matches(on, Facts.of(event))).as("%s in the event alone", on).isFalse();
      assertThat(matches(on, whole)).as("%s in the repository", on).isTrue();
    }
    assertThat(matches("{pathModified: '**'}", whole)).isEqualTo(!seesTheBeginning);
    assertThat(matches("{pathDeleted: 'old/gone.c'}", whole)).isEqualTo(!seesTheBeginning);
    assertThat(matches("{pathChanged: doc/same.md}", whole)).isEqualTo(seesTheBeginning);
    assertThat(matches("{message: '^first of all'}", whole)).isEqualTo(seesTheBeginning);
    assertThat(matches("{pathChanged: 'no/**'}", whole)).isFalse();
  }

  @Test
  public void whatAPushCouldNotCarryIsFoundInTheRepository() {
    RefChange change = RefChange.of("refs/heads/main", first, second).withBranch("main");
    check(new Push(HEADER, change.withTruncated(true)), false);
  }

  @Test
  public void aPushFromACommitThatIsGoneIsSeenFromTheBeginning() {
    RefChange change = RefChange.of("refs/heads/main", "1".repeat(40), second).withBranch("main");
    check(new Push(HEADER, change.withTruncated(true)), true);
  }

  @Test
  public void aNewBranchIsSeenFromWhereItLeftTheDefaultBranch() {
    git.run("branch", "topic");
    git.run("reset", "-q", "--hard", first);
    RefChange change = RefChange.of("refs/heads/topic", "", second).withBranch("topic");
    check(new BranchCreated(HEADER, change.withTruncated(true)), false);
  }

  @Test
  public void theRepositoryIsNotReadForAWholeEvent() {
    RefChange change = RefChange.of("refs/heads/main", first, second).withBranch("main");
    Facts facts = Facts.of(new Push(HEADER, change), repositories.open(git.directory()));
    assertThat(matches("{pathChanged: '**'}", facts)).isFalse();
  }
}
