package dev.patchbay.core.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;

/** Lines in the notes of commits under one notes ref. */
public final class Notes {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Repo repo;
  private final String ref;

  public Notes(Repo repo, String ref) {
    this.repo = repo;
    this.ref = ref;
  }

  /** The lines of one commit's note, blank ones left out. */
  public List<String> lines(String commit) {
    String head = repo.ref(ref);
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      ObjectId note = read(walk, head).get(Repo.idOf(commit));
      return note == null ? List.of() : lines(bytes(walk.getObjectReader(), note));
    } catch (IOException e) {
      throw repo.failed("read " + ref + " of", e);
    }
  }

  /** The lines of every note, by commit. */
  public Map<String, List<String>> read() {
    return read(repo.ref(ref));
  }

  /** The same as of a commit of the notes ref. */
  public Map<String, List<String>> read(String head) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      for (Note note : read(walk, head)) {
        found.put(note.name(), lines(bytes(walk.getObjectReader(), note.getData())));
      }
      return found;
    } catch (IOException e) {
      throw repo.failed("read " + ref + " of", e);
    }
  }

  /**
   * Adds lines to the notes of commits, all in one commit of the ref. A line that is already in its
   * note is skipped, so an append may be repeated. Others may write at the same time.
   */
  public void append(Map<String, ? extends Collection<String>> linesByCommit) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!tryAppend(linesByCommit)) {
      if (System.nanoTime() - deadline > 0) {
        throw new RepositoryException(
            Reason.FAILED,
            "cannot add to %s of %s: its lock has been held for %d s; remove %s.lock if no git is running"
                .formatted(ref, repo.path(), PATIENCE.toSeconds(), repo.gitDir().resolve(ref)));
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000, 5_000_000));
    }
  }

  private boolean tryAppend(Map<String, ? extends Collection<String>> linesByCommit) {
    String head = repo.ref(ref);
    try (RevWalk walk = new RevWalk(repo.jgit());
        ObjectInserter inserter = repo.jgit().newObjectInserter()) {
      NoteMap notes = read(walk, head);
      boolean changed = false;
      for (Map.Entry<String, ? extends Collection<String>> entry : linesByCommit.entrySet()) {
        ObjectId commit = Repo.idOf(entry.getKey());
        ObjectId note = notes.get(commit);
        byte[] before = note == null ? new byte[0] : bytes(walk.getObjectReader(), note);
        byte[] after = joined(before, entry.getValue());
        if (after.length > before.length) {
          notes.set(commit, inserter.insert(Constants.OBJ_BLOB, after));
          changed = true;
        }
      }
      return !changed || repo.compareAndSwap(ref, head, commit(notes, head, inserter), "notes");
    } catch (IOException e) {
      throw repo.failed("write " + ref + " of", e);
    }
  }

  private static String commit(NoteMap notes, String head, ObjectInserter inserter)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(notes.writeTree(inserter));
    if (!head.isEmpty()) {
      commit.setParentId(Repo.idOf(head));
    }
    commit.setAuthor(Repo.ident());
    commit.setCommitter(Repo.ident());
    commit.setMessage("Notes added by patchbay\n");
    String id = inserter.insert(commit).name();
    inserter.flush();
    return id;
  }

  private static NoteMap read(RevWalk walk, String head) throws IOException {
    return head.isEmpty()
        ? NoteMap.newEmptyMap()
        : NoteMap.read(walk.getObjectReader(), walk.parseCommit(Repo.idOf(head)));
  }

  private static byte[] bytes(ObjectReader reader, ObjectId note) throws IOException {
    return reader.open(note, Constants.OBJ_BLOB).getBytes();
  }

  private static List<String> lines(byte[] note) {
    return new String(note, UTF_8).lines().filter(line -> !line.isBlank()).toList();
  }

  private static byte[] joined(byte[] before, Collection<String> lines) {
    Set<String> there = new HashSet<>(lines(before));
    Set<String> missing = new LinkedHashSet<>(lines);
    missing.removeAll(there);
    ByteArrayOutputStream after = new ByteArrayOutputStream(before.length + 1024);
    after.writeBytes(before);
    if (before.length > 0 && before[before.length - 1] != '\n') {
      after.write('\n');
    }
    for (String line : missing) {
      after.writeBytes(line.getBytes(UTF_8));
      after.write('\n');
    }
    return missing.isEmpty() ? before : after.toByteArray();
  }
}
