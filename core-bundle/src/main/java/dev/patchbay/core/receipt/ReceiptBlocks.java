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
    Map<String, List<String>> full = new LinkedHashMap<>();
    Map<String, Collection<String>> fresh = new LinkedHashMap<>();
    linesByCommit.forEach(
        (commit, lines) -> {
          Set<String> all = new LinkedHashSet<>(now.getOrDefault(commit, List.of()));
          all.addAll(lines);
          if (all.size() > MOST_LINES) {
            full.put(commit, new ArrayList<>(all));
          } else {
            fresh.put(commit, lines);
          }
        });
    full.forEach(this::moveBlocks);
    return open.append(fresh);
  }

  private void moveBlocks(String commit, List<String> lines) {
    Set<String> moved = new HashSet<>();
    List<String> rest = new ArrayList<>(withoutMoved(commit, lines, moved));
    while (rest.size() > MOST_LINES) {
      List<String> block = rest.subList(0, MOST_LINES);
      close(commit, block);
      moved.addAll(block);
      rest = new ArrayList<>(rest.subList(MOST_LINES, rest.size()));
    }
    List<String> kept = rest;
    UnaryOperator<List<String>> change =
        now -> {
          Set<String> left = new LinkedHashSet<>(now);
          left.addAll(kept);
          left.removeAll(moved);
          return List.copyOf(left);
        };
    open.change(Map.of(commit, change));
  }

  /** A crash may have come between the move of a block and its removal. */
  private List<String> withoutMoved(String commit, List<String> lines, Set<String> moved) {
    List<String> last = List.of();
    for (int number = 1; !block(number).lines(commit).isEmpty(); number++) {
      last = block(number).lines(commit);
    }
    moved.addAll(last);
    moved.retainAll(new HashSet<>(lines));
    return lines.stream().filter(line -> !moved.contains(line)).toList();
  }

  private void close(String commit, List<String> lines) {
    int number = 1;
    while (!block(number).lines(commit).isEmpty()) {
      number++;
    }
    block(number).append(Map.of(commit, lines));
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
