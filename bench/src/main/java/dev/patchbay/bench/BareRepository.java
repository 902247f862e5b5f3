package dev.patchbay.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository of 1,000 packed refs, each at a commit of one line of history. */
final class BareRepository {
  private static final int REFS = 1_000;

  private final Path path;
  private final List<String> commits = new ArrayList<>();
  private int next;
  private String seen = "";
  private String seenHead = "";
  private int receipts;

  BareRepository(Path path, Map<String, String> jobs) throws IOException, InterruptedException {
    this.path = path;
    git("init", "-q", "--bare", "-b", "main", path.toString());
    Process fill =
        new ProcessBuilder("git", "-C", path.toString(), "fast-import", "--quiet").start();
    try (Writer stream = fill.outputWriter(StandardCharsets.UTF_8)) {
      for (int i = 1; i <= REFS; i++) {
        stream.write("commit refs/heads/topic-%04d\nmark :%d\n".formatted(i, i));
        stream.write("committer B <b@example.com> %d +0000\n".formatted(1_700_000_000 + i));
        stream.write("data 6\nChange\n" + (i == 1 ? "" : "from :" + (i - 1) + "\n"));
        if (i == 1) {
          for (Map.Entry<String, String> job : jobs.entrySet()) {
            file(stream, ".patchbay/jobs/" + job.getKey() + ".yaml", job.getValue());
          }
        }
        file(stream, "number", Integer.toString(i));
      }
    }
    if (fill.waitFor() != 0) {
      throw new IOException("git fast-import failed");
    }
    git("-C", path.toString(), "pack-refs", "--all");
    for (String line : Files.readAllLines(path.resolve("packed-refs"))) {
      if (line.contains(" refs/heads/topic-")) {
        commits.add(line.substring(0, 40));
      }
    }
  }

  Path path() {
    return path;
  }

  /** Where main is. */
  String head() {
    return commits.get(next - 1);
  }

  /** Moves main one commit on, by the rename with which Git moves it; returns when it began. */
  long push() throws IOException {
    Path lock = path.resolve("refs/heads/main.lock");
    Files.writeString(lock, commits.get(next++) + "\n");
    long begin = System.nanoTime();
    Files.move(lock, path.resolve("refs/heads/main"), StandardCopyOption.ATOMIC_MOVE);
    return begin;
  }

  /** A new tag, by the rename with which Git makes it. */
  void tag(String name) throws IOException {
    Path lock = path.resolve("refs/tags/" + name + ".lock");
    Files.writeString(lock, commits.getFirst() + "\n");
    Files.move(lock, path.resolve("refs/tags/" + name), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * How many receipts the note of the commit has where main is. Reads the note only when its
   * reference has another value than at the last call: who looks often must not take the time of
   * what is measured.
   */
  int receipts() throws IOException {
    Path reference = path.resolve("refs/notes/patchbay/receipts");
    String value = Files.exists(reference) ? Files.readString(reference) : "";
    if (!value.equals(seen) || !head().equals(seenHead)) {
      receipts = read();
      seen = value;
      seenHead = head();
    }
    return receipts;
  }

  private int read() throws IOException {
    try (Repository repository = FileRepositoryBuilder.create(path.toFile());
        ObjectReader objects = repository.newObjectReader();
        RevWalk walk = new RevWalk(objects)) {
      ObjectId notes = repository.resolve("refs/notes/patchbay/receipts");
      if (notes == null) {
        return 0;
      }
      ObjectId note =
          NoteMap.read(objects, walk.parseCommit(notes)).get(ObjectId.fromString(head()));
      return note == null
          ? 0
          : (int) new String(objects.open(note).getBytes(), StandardCharsets.UTF_8).lines().count();
    }
  }

  private static void file(Writer stream, String path, String content) throws IOException {
    stream.write("M 100644 inline " + path + "\ndata " + content.length() + "\n" + content + "\n");
  }

  private static void git(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    if (new ProcessBuilder(argv).inheritIO().start().waitFor() != 0) {
      throw new IOException(String.join(" ", argv) + " failed");
    }
  }
}
