package dev.patchbay.core.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class NotesTest {
  private static final String REF = "refs/notes/patchbay/receipts";
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final Repositories repositories = new Repositories();
  private GitFixture git;
  private Repo repo;
  private Notes notes;
  private String first;

  @Before
  public void open() {
    Path path = folder.getRoot().toPath().resolve("app.git");
    git = GitFixture.bare(path);
    first = git.commitObject("first");
    git.run("update-ref", "refs/heads/main", first);
    repo = repositories.open(path);
    notes = new Notes(repo, REF);
  }

  @After
  public void close() {
    repositories.close();
  }

  private List<String> shown(String commit) {
    return git.run("notes", "--ref", REF, "show", commit)
        .lines()
        .filter(l -> !l.isBlank())
        .toList();
  }

  @Test
  public void gitShowsTheLines() {
    notes.append(Map.of(first, List.of("{\"a\":1}", "{\"b\":\"ü\"}")));
    notes.append(Map.of(first, List.of("{\"c\":3}")));
    assertThat(shown(first)).containsExactly("{\"a\":1}", "{\"b\":\"ü\"}", "{\"c\":3}");
    assertThat(notes.lines(first)).isEqualTo(shown(first));
    assertThat(git.run("fsck", "--strict")).isEmpty();
  }

  @Test
  public void aLineThatIsThereIsSkippedAndNothingIsCommitted() {
    notes.append(Map.of(first, List.of("one")));
    String head = repo.ref(REF);
    notes.append(Map.of(first, List.of("one")));
    assertThat(repo.ref(REF)).isEqualTo(head);
    assertThat(shown(first)).containsExactly("one");
  }

  @Test
  public void manyCommitsAreNotedInOneCommitAcrossTheFanOut() {
    Map<String, List<String>> lines = new HashMap<>();
    for (int i = 0; i < 600; i++) {
      lines.put(
          "%040x".formatted(0x9e3779b97f4a7c15L * (i + 1)).replace(' ', '0'), List.of("n" + i));
    }
    notes.append(lines);
    notes.append(Map.of(first, List.of("late")));
    assertThat(git.run("rev-list", "--count", REF)).isEqualTo("2");
    assertThat(git.run("notes", "--ref", REF, "list").lines()).hasSize(601);
    lines.put(first, List.of("late"));
    assertThat(notes.read()).isEqualTo(lines);
  }

  @Test
  public void linesAfterAnAppendOfGitsOwnAreKept() {
    notes.append(Map.of(first, List.of("ours")));
    git.run("notes", "--ref", REF, "append", "-m", "theirs", first);
    notes.append(Map.of(first, List.of("ours again")));
    assertThat(shown(first)).containsExactly("ours", "theirs", "ours again");
  }

  @Test
  public void writersOfOneRefLoseNothing() throws Exception {
    List<String> expected = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String mark = "w" + writer + "-";
        done.add(
            pool.submit(
                () ->
                    IntStream.range(0, 25)
                        .forEach(i -> notes.append(Map.of(first, List.of(mark + i))))));
        IntStream.range(0, 25).forEach(i -> expected.add(mark + i));
      }
      for (Future<?> future : done) {
        future.get();
      }
    }
    assertThat(shown(first)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  public void notesOfTwoClonesMergeWithCatSortUniq() {
    notes.append(Map.of(first, List.of("common")));
    Path copy = folder.getRoot().toPath().resolve("copy.git");
    git.run("clone", "-q", "--mirror", ".", copy.toString());
    Repo other = repositories.open(copy);
    new Notes(other, REF).append(Map.of(first, List.of("theirs")));
    notes.append(Map.of(first, List.of("ours")));
    git.run("fetch", "-q", copy.toString(), REF + ":refs/notes/other");
    git.run("notes", "--ref", REF, "merge", "-q", "-s", "cat_sort_uniq", "refs/notes/other");
    assertThat(notes.lines(first)).containsExactlyInAnyOrder("common", "ours", "theirs");
  }

  @Test
  public void theLockOfAKilledWriterDoesNotStopUs() throws IOException {
    notes.append(Map.of(first, List.of("before")));
    Path lock = repo.gitDir().resolve(REF + ".lock");
    Files.createFile(lock);
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(60)));
    notes.append(Map.of(first, List.of("after")));
    assertThat(shown(first)).containsExactly("before", "after");
    assertThat(lock).doesNotExist();
  }
}
