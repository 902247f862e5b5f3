package dev.patchbay.core.repository;

import dev.patchbay.core.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** One open repository. Object names are 40 hex digits; an absent one is the empty string. */
public final class Repo {
  private final String name;
  private final RepositoryLocation location;
  private volatile Opened opened;

  Repo(String name, RepositoryLocation location) {
    this.name = name;
    this.location = location;
    this.opened = Opened.at(location);
  }

  public String name() {
    return name;
  }

  /** The work tree, or the Git directory of a bare repository. */
  public Path path() {
    return location.path();
  }

  /** Where refs and objects are; of a linked worktree the directory it shares. */
  public Path gitDir() {
    return location.gitDir();
  }

  public Optional<Path> workTree() {
    return location.workTree();
  }

  public Repository jgit() {
    return opened.jgit();
  }

  /** Whether it still looks like a repository from outside; it may be deleted under us. */
  public boolean present() {
    return Files.exists(gitDir().resolve("HEAD"))
        && Files.isDirectory(gitDir().resolve("objects"))
        && Files.isDirectory(gitDir().resolve("refs"));
  }

  /** Whether its refs are in tables (reftable) and not in files of their own. */
  private boolean keepsTables() {
    return Files.exists(gitDir().resolve("reftable/tables.list"));
  }

  /** Its refs are, or are just being, kept in another way than when it was opened. */
  public boolean converted() {
    return keepsTables() != opened.tables();
  }

  /** JGit goes on with the tables it has read until it is told to look again. */
  private RefDatabase database() {
    Opened now = opened;
    RefDatabase refs = now.jgit().getRefDatabase();
    if (now.tables()) {
      refs.refresh();
    }
    return refs;
  }

  /** Drops everything cached. */
  void reopen() {
    Repository old = jgit();
    opened = Opened.at(location);
    old.close();
  }

  void close() {
    jgit().close();
  }

  /** The branch that HEAD names, also when it is unborn; none when HEAD is detached. */
  public Optional<String> defaultBranch() {
    try {
      Ref head = database().exactRef(Constants.HEAD);
      return head != null && head.isSymbolic()
          ? Optional.of(Repository.shortenRefName(head.getTarget().getName()))
          : Optional.empty();
    } catch (IOException e) {
      throw failed("read HEAD of", e);
    }
  }

  /** Every ref below refs/ that is not symbolic, by its full name; tags as stored, not peeled. */
  public Map<String, String> refs() {
    return refs(Constants.R_REFS);
  }

  public Map<String, String> refs(String prefix) {
    try {
      Map<String, String> found = new HashMap<>();
      for (Ref ref : database().getRefsByPrefix(prefix)) {
        ObjectId id = ref.getObjectId();
        if (!ref.isSymbolic() && id != null) {
          found.put(ref.getName(), id.name());
        }
      }
      return found;
    } catch (IOException e) {
      throw failed("read the refs of", e);
    }
  }

  /** The value of one ref by its full name, or the empty string. */
  public String ref(String ref) {
    try {
      Ref found = database().exactRef(ref);
      ObjectId id = found == null || found.isSymbolic() ? null : found.getObjectId();
      return id == null ? "" : id.name();
    } catch (IOException e) {
      throw failed("read " + ref + " of", e);
    }
  }

  /** Whether the object is there. */
  public boolean holds(String id) {
    try {
      return jgit().getObjectDatabase().has(idOf(id));
    } catch (IOException e) {
      throw failed("look for " + id + " in", e);
    }
  }

  /** The commit that a branch, tag, full ref name or (abbreviated) commit names. */
  public Optional<String> commit(String named) {
    try {
      Ref ref = database().findRef(named);
      ObjectId id = ref == null ? jgit().resolve(named) : ref.getObjectId();
      if (id == null) {
        return Optional.empty();
      }
      try (RevWalk walk = new RevWalk(jgit())) {
        return walk.peel(walk.parseAny(id)) instanceof RevCommit commit
            ? Optional.of(commit.name())
            : Optional.empty();
      }
    } catch (RevisionSyntaxException | MissingObjectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("resolve " + named + " in", e);
    }
  }

  /**
   * Moves a ref from an expected value to a new one; an empty value means that it does not exist.
   * False when it has another value, or when somebody else holds its lock right now.
   */
  public boolean compareAndSwap(String ref, String expected, String value) {
    return compareAndSwap(ref, expected, value, "patchbay");
  }

  public boolean compareAndSwap(String ref, String expected, String value, String why) {
    try {
      RefUpdate update = jgit().updateRef(ref, true);
      update.setExpectedOldObjectId(idOf(expected));
      update.setNewObjectId(idOf(value));
      update.setRefLogIdent(ident());
      update.setRefLogMessage(why, false);
      update.setForceUpdate(true);
      RefUpdate.Result result = value.isEmpty() ? update.delete() : update.update();
      return switch (result) {
        case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> true;
        case LOCK_FAILURE, REJECTED -> false;
        default ->
            throw new RepositoryException(
                Reason.FAILED, "cannot move %s of %s: %s".formatted(ref, path(), result));
      };
    } catch (IOException e) {
      throw failed("move " + ref + " of", e);
    }
  }

  /** The bytes of a file in a commit. */
  public Optional<byte[]> blob(String commit, String path) {
    return Trees.blob(this, commit, path);
  }

  /** The object name of a directory in a commit: equal names are equal contents. */
  public Optional<String> tree(String commit, String directory) {
    return Trees.tree(this, commit, directory);
  }

  /** The names of the files directly in a directory of a commit. */
  public List<String> files(String commit, String directory) {
    return Trees.files(this, commit, directory);
  }

  RepositoryException failed(String what, IOException cause) {
    if (!present()) {
      return new RepositoryException(
          Reason.GONE, "cannot %s %s: the repository is gone".formatted(what, path()), cause);
    }
    Reason reason = cause instanceof MissingObjectException ? Reason.NOT_FOUND : Reason.FAILED;
    return new RepositoryException(
        reason, "cannot %s %s: %s".formatted(what, path(), cause.getMessage()), cause);
  }

  static ObjectId idOf(String hex) {
    return hex.isEmpty() ? ObjectId.zeroId() : ObjectId.fromString(hex);
  }

  static PersonIdent ident() {
    return new PersonIdent("Patchbay", "patchbay@localhost");
  }
}
