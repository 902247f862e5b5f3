package dev.patchbay.itest.torture;

import dev.patchbay.itest.Git;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Pushes to one repository of its own: commits, merges, forced ones, branches and tags. */
final class Pusher extends Actor {
  private static final String MAIN = "refs/heads/main";

  private final String repository;
  private final Git git;
  private final Book book;
  private final Map<String, String> refs = new TreeMap<>();
  private final String tree;
  private final String first;
  private int count;

  /** The clone has one commit, which is main in the repository too. */
  Pusher(String repository, Path clone, Book book, Random random, int pauseMillis) {
    super("pusher of " + repository, random, pauseMillis);
    this.repository = repository;
    this.git = new Git(clone);
    this.book = book;
    this.first = git.run("rev-parse", "HEAD").strip();
    this.tree = git.run("rev-parse", "HEAD^{tree}").strip();
    refs.put(MAIN, first);
  }

  /** Where main was before anything was pushed. */
  String first() {
    return first;
  }

  /** What all refs are now, by what git has acknowledged. */
  Map<String, String> refs() {
    return Map.copyOf(refs);
  }

  @Override
  void once() {
    List<String> branches =
        refs.keySet().stream().filter(r -> r.startsWith("refs/heads/")).toList();
    String branch = branches.get(random.nextInt(branches.size()));
    String tip = refs.getOrDefault(branch, first);
    switch (random.nextInt(10)) {
      case 0 -> push("refs/heads/topic/" + count, commit(tip));
      case 1 -> push("refs/tags/v" + count, tip);
      case 2 -> push("refs/tags/a" + count, tag(tip));
      case 3 -> remove();
      case 4 -> push(branch, commit(first)); // forced: what was there is left out
      case 5 -> push(branch, commit(tip, refs.getOrDefault(MAIN, first)));
      case 6 -> push(branch, commit(commit(commit(tip))));
      default -> push(branch, commit(tip));
    }
  }

  private void remove() {
    List<String> others = refs.keySet().stream().filter(ref -> !ref.equals(MAIN)).toList();
    if (!others.isEmpty()) {
      push(others.get(random.nextInt(others.size())), "");
    }
  }

  private String commit(String... parents) {
    List<String> argv = new ArrayList<>(List.of("commit-tree", tree, "-m", "Change " + count++));
    for (String parent : List.of(parents).stream().distinct().toList()) {
      argv.addAll(List.of("-p", parent));
    }
    return git.run(argv.toArray(String[]::new)).strip();
  }

  private String tag(String commit) {
    String text =
        "object %s\ntype commit\ntag a%d\ntagger T <torture@example.com> 1700000000 +0000\n\nTag\n"
            .formatted(commit, count++);
    return git.with(text, "mktag").strip();
  }

  private void push(String ref, String to) {
    String from = refs.getOrDefault(ref, "");
    count++;
    git.run("push", "-q", "-f", "origin", to + ":" + ref);
    book.pushed(repository, new Book.Pushed(ref, from, to));
    if (to.isEmpty()) {
      refs.remove(ref);
    } else {
      refs.put(ref, to);
    }
  }
}
