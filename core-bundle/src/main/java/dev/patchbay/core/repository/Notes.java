package dev.patchbay.core.repository;

import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines in the notes of commits under one notes ref. */
public final class Notes {
  static final String MESSAGE = "Notes added by patchbay";
  private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_LOCK = Duration.ofSeconds(10);

  private final Repo repo;
  private final String ref;

  public Notes(Repo repo, String ref) {
    this.repo = repo;
    this.ref = ref;
  }

  /** The commit that the notes ref names, or the empty string. */
  public String head() {
    return repo.ref(ref);
  }

  /** The lines of one commit's note, blank ones left out. */
  public List<String> lines(String commit) {
    return lines(List.of(commit)).getOrDefault(commit, List.of());
  }

  /** The lines of those of the commits that have a note. */
  public Map<String, List<String>> lines(Collection<String> commits) {
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      NoteMap notes = read(walk, head());
      Map<String, List<String>> found = new HashMap<>();
      for (String commit : commits) {
        ObjectId note = notes.get(Repo.idOf(commit));
        if (note != null) {
          found.put(commit, NoteText.lines(bytes(walk.getObjectReader(), note)));
        }
      }
      return found;
    } catch (IOException e) {
      throw repo.failed("read " + ref + " of", e);
    }
  }

  /** The lines of every note, by commit. */
  public Map<String, List<String>> read() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    try (RevWalk walk = new RevWalk(repo.jgit())) {
      for (Note note : read(walk, head())) {
        found.put(note.name(), NoteText.lines(bytes(walk.getObjectReader(), note.getData())));
      }
      return found;
    } catch (IOException e) {
      throw repo.failed("read " + ref + " of", e);
    }
  }

  /**
   * Adds lines to the notes of commits, all in one commit of the ref. A line that is already in its
   * note is skipped, so an append may be repeated. Others may write at the same time. Answers the
   * head that has them.
   */
  public String append(Map<String, ? extends Collection<String>> linesByCommit) {
    Map<String, UnaryOperator<byte[]>> edits = new LinkedHashMap<>();
    linesByCommit.forEach(
        (commit, lines) -> edits.put(commit, before -> NoteText.with(before, lines)));
    return edit(edits);
  }

  /**
   * Replaces the lines of notes, all in one commit of the ref. A change is asked again when
   * somebody else wrote meanwhile.
   */
  public String change(Map<String, UnaryOperator<List<String>>> changes) {
    Map<String, UnaryOperator<byte[]>> edits = new LinkedHashMap<>();
    changes.forEach(
        (commit, change) ->
            edits.put(
                commit,
                before -> NoteText.with(new byte[0], change.apply(NoteText.lines(before)))));
    return edit(edits);
  }

  private String edit(Map<String, UnaryOperator<byte[]>> edits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String head = head();
      String edited = edited(head, edits);
      if (edited.equals(head) || repo.compareAndSwap(ref, head, edited, "notes")) {
        return edited;
      }
      removeStaleLock();
      if (System.nanoTime() - deadline > 0) {
        throw new RepositoryException(
            Reason.FAILED,
            "cannot add to %s of %s: its lock has been held for %d s; remove %s.lock if no git is running"
                .formatted(ref, repo.path(), PATIENCE.toSeconds(), repo.gitDir().resolve(ref)));
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000, 5_000_000));
    }
  }

  /** A writer that was killed leaves its lock; on a ref of ours nobody holds one for so long. */
  private void removeStaleLock() {
    Path lock = repo.gitDir().resolve(ref + ".lock");
    try {
      Instant touched = Files.getLastModifiedTime(lock).toInstant();
      if (touched.isBefore(Instant.now().minus(LONGEST_LOCK)) && Files.deleteIfExists(lock)) {
        LOG.warn("removed {}, which a killed writer left at {}", lock, touched);
      }
    } catch (NoSuchFileException e) {
      LOG.trace("{} is not locked", ref);
    } catch (IOException e) {
      throw repo.failed("look at the lock of " + ref + " in", e);
    }
  }

  private String edited(String head, Map<String, UnaryOperator<byte[]>> edits) {
    try (RevWalk walk = new RevWalk(repo.jgit());
        ObjectInserter inserter = repo.jgit().newObjectInserter()) {
      NoteMap notes = read(walk, head);
      boolean changed = false;
      for (Map.Entry<String, UnaryOperator<byte[]>> edit : edits.entrySet()) {
        ObjectId commit = Repo.idOf(edit.getKey());
        ObjectId note = notes.get(commit);
        byte[] before = note == null ? new byte[0] : bytes(walk.getObjectReader(), note);
        byte[] after = edit.getValue().apply(before);
        if (!Arrays.equals(before, after)) {
          notes.set(commit, after.length == 0 ? null : inserter.insert(Constants.OBJ_BLOB, after));
          changed = true;
        }
      }
      return changed ? commit(notes, head, inserter) : head;
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
    commit.setMessage(MESSAGE + "\n");
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
    return Trees.bytes(reader.open(note, Constants.OBJ_BLOB));
  }
}
