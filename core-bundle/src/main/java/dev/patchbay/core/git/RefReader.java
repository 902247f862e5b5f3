package dev.patchbay.core.git;

import dev.patchbay.core.repository.CommitRange;
import dev.patchbay.core.repository.Repo;
import dev.patchbay.core.repository.RepositoryException;
import dev.patchbay.core.repository.RepositoryException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** Compares the refs of one repository with what was told of them. */
final class RefReader {
  /**
   * A ref that seems gone is looked at again after this: it may be in the middle of being packed,
   * or its repository in the middle of being removed.
   */
  private static final Duration DOUBT = Duration.ofMillis(50);

  private final Repo repo;
  private final RefSnapshots snapshots;
  private final long repository;
  private final LooseRefs loose;
  private final Consumer<RepositoryException> doubts;

  /**
   * @param doubts told of each ref that seems to have moved and cannot be read: it is left out
   */
  RefReader(
      Repo repo, RefSnapshots snapshots, long repository, Consumer<RepositoryException> doubts) {
    this.repo = repo;
    this.snapshots = snapshots;
    this.repository = repository;
    this.loose = new LooseRefs(repo.gitDir());
    this.doubts = doubts;
  }

  static Map<String, String> watched(Repo repo) {
    Map<String, String> refs = new HashMap<>(repo.refs(Constants.R_HEADS));
    refs.putAll(repo.refs(Constants.R_TAGS));
    refs.keySet().removeIf(ref -> !RefMove.watches(ref));
    return refs;
  }

  List<RefMove> compareAll() {
    Map<String, String> told = snapshots.values(repository);
    Map<String, String> now = watched(repo);
    Set<String> names = new TreeSet<>(told.keySet());
    names.addAll(now.keySet());
    return moves(names, told, now);
  }

  List<RefMove> compare(Collection<String> refs) {
    Map<String, String> told = new HashMap<>();
    Map<String, String> now = new HashMap<>();
    for (String ref : refs) {
      if (Repository.isValidRefName(ref)) { // other files may lie around there
        loose.demandFile(ref);
        told.put(ref, snapshots.value(repository, ref));
        now.put(ref, repo.ref(ref));
      }
    }
    return moves(refs, told, now);
  }

  /**
   * The moves of the spooled pushes that follow on what was told. A push that was already seen in
   * another way, or that leads to objects nobody has, is left out.
   */
  List<RefMove> follow(List<RefMove> pushed) {
    Map<String, String> told = new HashMap<>();
    List<RefMove> moves = new ArrayList<>();
    for (RefMove move : pushed) {
      String at = told.computeIfAbsent(move.ref(), ref -> snapshots.value(repository, ref));
      if (at.equals(move.from()) && (move.deletes() || exists(move))) {
        moves.add(move);
        told.put(move.ref(), move.to());
      }
    }
    return moves;
  }

  private boolean exists(RefMove move) {
    return move.isTag() ? repo.holds(move.to()) : CommitRange.has(repo, move.to());
  }

  private List<RefMove> moves(
      Collection<String> names, Map<String, String> told, Map<String, String> now) {
    Map<String, RefMove> moves = new LinkedHashMap<>();
    for (String ref : names) {
      String from = told.getOrDefault(ref, "");
      String to = now.getOrDefault(ref, "");
      if (!from.equals(to)) {
        moves.put(ref, new RefMove(ref, from, to));
      }
    }
    moves.keySet().removeIf(this::doubted);
    confirmDeletes(moves);
    return moves.values().stream().sorted(order()).toList();
  }

  private boolean doubted(String ref) {
    Optional<RepositoryException> doubt = loose.doubt(ref);
    doubt.ifPresent(doubts);
    return doubt.isPresent();
  }

  private void confirmDeletes(Map<String, RefMove> moves) {
    if (moves.values().stream().noneMatch(RefMove::deletes)) {
      return;
    }
    LockSupport.parkNanos(DOUBT.toNanos());
    if (repo.converted()) {
      throw new RepositoryException(
          Reason.FAILED, "the refs of %s are being converted".formatted(repo.path()));
    }
    if (!repo.present()) {
      throw new RepositoryException(
          Reason.GONE, "%s is gone; it is watched again when it returns".formatted(repo.path()));
    }
    repo.jgit().getRefDatabase().refresh();
    moves
        .entrySet()
        .removeIf(
            move ->
                move.getValue().deletes()
                    && (doubted(move.getKey()) || !repo.ref(move.getKey()).isEmpty()));
  }

  /** Branches before tags, the default branch first: the others are compared with it. */
  private Comparator<RefMove> order() {
    String main = Constants.R_HEADS + repo.defaultBranch().orElse("");
    return Comparator.comparing(RefMove::isTag)
        .thenComparing(move -> !move.ref().equals(main))
        .thenComparing(RefMove::ref);
  }
}
