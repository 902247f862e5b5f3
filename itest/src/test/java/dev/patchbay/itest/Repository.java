package dev.patchbay.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A bare repository and a clone that pushes to it, all by the git command. */
final class Repository {
  /** A job that does nothing, for each push. */
  static final String JOB = "on: { pushTo: main }\nworkspace: none\nrun: 'true'\n";

  private final Path bare;
  private final Path clone;

  private Repository(Path folder) {
    this.bare = folder.resolve("app.git");
    this.clone = folder.resolve("clone");
  }

  /** A new one with {@link #JOB} on its branch main. */
  static Repository create(Path folder) {
    Repository repository = new Repository(folder);
    git(folder, "init", "-q", "--bare", "--initial-branch=main", repository.bare.toString());
    git(folder, "clone", "-q", repository.bare.toString(), repository.clone.toString());
    git(repository.clone, "checkout", "-q", "-B", "main");
    repository.job("nothing", JOB);
    return repository;
  }

  /** The one that was created there. */
  static Repository in(Path folder) {
    return new Repository(folder);
  }

  Path bare() {
    return bare;
  }

  /** Pushes a job definition. */
  String job(String id, String yaml) {
    try {
      Path jobs = Files.createDirectories(clone.resolve(".patchbay/jobs"));
      Files.writeString(jobs.resolve(id + ".yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git(clone, "add", "-A");
    return push("Define " + id);
  }

  /** Pushes a commit to main, and answers its id. */
  String push(String subject) {
    git(clone, "commit", "-q", "--allow-empty", "-m", subject);
    git(clone, "push", "-q", "origin", "main");
    return git(clone, "rev-parse", "HEAD").strip();
  }

  /** So many tags of main at once, named after this. */
  void tag(String name, int number) {
    String tip = git(bare, "rev-parse", "main").strip();
    StringBuilder packed = new StringBuilder();
    for (int i = 0; i < number; i++) {
      packed.append("create refs/tags/%s-%d %s\n".formatted(name, i, tip));
    }
    new Git(bare).with(packed.toString(), "update-ref", "--stdin");
  }

  /** The lines of the receipts' note of a commit, as {@code git notes} has them. */
  List<String> receipts(String commit) {
    String list = git(bare, "for-each-ref", "refs/notes/patchbay/receipts");
    if (list.isBlank()
        || !git(bare, "ls-tree", "-r", "refs/notes/patchbay/receipts")
            .replace("/", "")
            .contains(commit)) {
      return List.of();
    }
    return git(bare, "notes", "--ref=patchbay/receipts", "show", commit).lines().toList();
  }

  private static String git(Path directory, String... arguments) {
    return new Git(directory).run(arguments);
  }
}
