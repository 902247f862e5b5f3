package dev.patchbay.core.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.receipt.Verification.Finding;
import dev.patchbay.core.repository.GitFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What somebody may do to notes with plain git, and what is said of it. */
public class VerificationTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final List<String> ids = new ArrayList<>();
  private ReceiptsFixture home;
  private String commit;

  @Before
  public void writeThreeReceipts() {
    Path path = folder.getRoot().toPath().resolve("app.git");
    GitFixture git = GitFixture.bare(path);
    commit = git.commitObject("first");
    git.run("update-ref", "refs/heads/main", commit);
    home = new ReceiptsFixture(folder.getRoot().toPath(), path, "home").start();
    for (int i = 0; i < 3; i++) {
      ids.add(home.write("run-" + i, commit));
    }
    home.awaitNoted();
  }

  @After
  public void close() {
    home.close();
  }

  private List<String> lines() {
    return home.shown(ReceiptsFixture.REF, commit);
  }

  private void overwrite(List<String> lines) {
    home.git.withInput(
        String.join("\n", lines) + "\n",
        "notes",
        "--ref",
        ReceiptsFixture.REF,
        "add",
        "-f",
        "-F",
        "-",
        commit);
    home.receipts.notesChanged(home.repo);
  }

  private List<Finding> findings() {
    return home.receipts.verify(home.repo).findings();
  }

  @Test
  public void linesInAnotherOrderAreAsGood() {
    List<String> lines = new ArrayList<>(lines());
    Collections.reverse(lines);
    overwrite(lines);
    assertThat(findings()).isEmpty();
    assertThat(home.receipts.verify(home.repo).receipts()).isEqualTo(3);
  }

  @Test
  public void aChangedLineIsNamedAndSoIsItsFollower() {
    List<String> lines = new ArrayList<>(lines());
    lines.set(1, lines.get(1).replace("succeeded", "failed"));
    overwrite(lines);
    assertThat(findings())
        .contains(new Finding(ids.get(1), "was changed after it was written"))
        .anySatisfy(
            finding -> {
              assertThat(finding.receipt()).isEqualTo(ids.get(2));
              assertThat(finding.problem()).contains("missing or was changed");
            })
        .hasSize(2);
  }

  @Test
  public void aMissingLineIsNamedAndSoIsItsFollower() {
    List<String> lines = new ArrayList<>(lines());
    lines.remove(0);
    overwrite(lines);
    assertThat(findings())
        .extracting(Finding::receipt)
        .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
  }

  @Test
  public void aLostTipIsNamed() {
    overwrite(lines().subList(0, 2));
    assertThat(findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.receipt()).isEqualTo(ids.get(2));
              assertThat(finding.problem()).contains("last of its chain");
            });
  }

  @Test
  public void aChangeIsFoundByTheChainAloneAfterTheIndexWasMadeAnew() {
    List<String> lines = new ArrayList<>(lines());
    lines.set(1, lines.get(1).replace("succeeded", "failed"));
    overwrite(lines);
    home.receipts.reindex(home.repo);
    assertThat(findings()).extracting(Finding::receipt).containsExactly(ids.get(2));
  }

  @Test
  public void aReceiptThatTakesAnothersPlaceIsNamed() {
    List<String> lines = new ArrayList<>(lines());
    lines.add(lines.get(2).replace(ids.get(2), "forged"));
    overwrite(lines);
    assertThat(findings()).extracting(Finding::problem).anyMatch(p -> p.contains("same place"));
  }

  @Test
  public void linesOfOthersAreNoReceipts() {
    home.git.run("notes", "--ref", ReceiptsFixture.REF, "append", "-m", "a remark", commit);
    home.git.run("notes", "--ref", ReceiptsFixture.REF, "append", "-m", "{broken", commit);
    assertThat(findings()).isEmpty();
  }

  @Test
  public void notesOfTwoClonesMergedAreBothWhole() {
    Path copy = folder.getRoot().toPath().resolve("copy.git");
    home.git.run("clone", "-q", "--mirror", ".", copy.toString());
    try (ReceiptsFixture other =
        new ReceiptsFixture(folder.getRoot().toPath(), copy, "other").start()) {
      other.write("theirs", commit);
      other.awaitNoted();
      home.write("ours", commit);
      home.awaitNoted();
      home.git.run("fetch", "-q", copy.toString(), ReceiptsFixture.REF + ":refs/notes/theirs");
      home.git.run(
          "notes",
          "--ref",
          ReceiptsFixture.REF,
          "merge",
          "-q",
          "-s",
          "cat_sort_uniq",
          "refs/notes/theirs");
      assertThat(lines()).hasSize(5);
      assertThat(findings()).isEmpty();
    }
  }
}
