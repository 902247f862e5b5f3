package dev.patchbay.core.receipt;

import dev.patchbay.core.repository.LostNotes;
import dev.patchbay.core.repository.Notes;
import dev.patchbay.core.repository.Repo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The receipts of one repository in its notes. A note that is full moves, whole, to the first ref
 * behind it that has no note for its commit, and is never written again.
 */
final class ReceiptBlocks {
  static final String REF = "refs/notes/patchbay/receipts";
  static final int MOST_LINES = 500;

  private final Repo repo;
  private final Notes open;

  ReceiptBlocks(Repo repo) {
    this.repo = repo;
    this.open = new Notes(repo, REF);
  }

  String head() {
    return open.head();
  }

  /** Adds what is not there yet, wherever it may be; answers the head afterwards. */
  String append(Map<String, ? extends Collection<String>> linesByCommit) {
    Map<String, List<String>> now = open.lines(linesByCommit.keySet());
    Map<String, Collection<String>> full = new LinkedHashMap<>();
    Map<String, Collection<String>> fresh = new LinkedHashMap<>();
    linesByCommit.forEach(
        (commit, lines) -> {
          Set<String> all = new LinkedHashSet<>(now.getOrDefault(commit, List.of()));
          all.addAll(lines);
          if (all.size() > MOST_LINES) {
            full.put(commit, lines);
          } else {
            fresh.put(commit, lines);
          }
        });
    full.forEach(this::moveBlocks);
    return open.append(fresh);
  }

  /** Block by block, each written before it leaves the open note: a crash leaves it in both. */
  private void moveBlocks(String commit, Collection<String> lines) {
    Set<String> fresh = new LinkedHashSet<>(lines);
    int number = closed(commit);
    Set<String> moved = number == 0 ? Set.of() : new HashSet<>(block(number).lines(commit));
    while (true) {
      Set<String> rest = new LinkedHashSet<>(open.lines(commit));
      rest.addAll(fresh);
      rest.removeAll(moved);
      if (rest.size() <= MOST_LINES) {
        replace(commit, fresh, moved);
        return;
      }
      List<String> block = rest.stream().limit(MOST_LINES).toList();
      number = close(number + 1, commit, block);
      replace(commit, Set.of(), new HashSet<>(block));
      moved = Set.copyOf(block);
      fresh.removeAll(moved);
    }
  }

  /** Another home may close a block at the same time: what it wrote stays as it is. */
  private int close(int first, String commit, List<String> lines) {
    int number = first;
    while (true) {
      Notes block = block(number);
      block.change(Map.of(commit, now -> now.isEmpty() ? lines : now));
      if (block.lines(commit).equals(lines)) {
        return number;
      }
      number++;
    }
  }

  private void replace(String commit, Set<String> added, Set<String> removed) {
    UnaryOperator<List<String>> change =
        now -> {
          Set<String> left = new LinkedHashSet<>(now);
          left.addAll(added);
          left.removeAll(removed);
          return List.copyOf(left);
        };
    open.change(Map.of(commit, change));
  }

  /** How many blocks a commit has: they have no gaps, so their end is found by halving. */
  private int closed(String commit) {
    int some = 0;
    int none = 1;
    while (isClosed(none, commit)) {
      some = none;
      none *= 2;
    }
    while (none - some > 1) {
      int middle = (some + none) / 2;
      if (isClosed(middle, commit)) {
        some = middle;
      } else {
        none = middle;
      }
    }
    return some;
  }

  private boolean isClosed(int number, String commit) {
    return !block(number).lines(commit).isEmpty();
  }

  private Notes block(int number) {
    return new Notes(repo, REF + "-" + number);
  }

  /**
   * Adds again what careless writers have undone between two heads, until nothing is missing;
   * answers the head at which that is so.
   */
  String settle(String known, String head) {
    String before = known;
    String now = head;
    while (true) {
      Map<String, List<String>> missing = new HashMap<>(LostNotes.between(repo, before, now));
      if (!missing.isEmpty()) {
        for (Notes closed : closed()) {
          closed.lines(missing.keySet()).forEach((commit, lines) -> remove(missing, commit, lines));
        }
      }
      if (missing.isEmpty()) {
        return now;
      }
      before = now;
      now = append(missing);
    }
  }

  private static void remove(
      Map<String, List<String>> missing, String commit, Collection<String> lines) {
    List<String> left = new ArrayList<>(missing.getOrDefault(commit, List.of()));
    left.removeAll(new HashSet<>(lines));
    if (left.isEmpty()) {
      missing.remove(commit);
    } else {
      missing.put(commit, left);
    }
  }

  /** Every line of every note, each once. */
  Set<String> lines() {
    Set<String> lines = new LinkedHashSet<>();
    closed().forEach(notes -> notes.read().values().forEach(lines::addAll));
    open.read().values().forEach(lines::addAll);
    return lines;
  }

  private List<Notes> closed() {
    return repo.refs(REF + "-").keySet().stream()
        .filter(ref -> ref.substring(REF.length()).matches("-[1-9][0-9]*"))
        .map(ref -> new Notes(repo, ref))
        .toList();
  }
}
