package dev.patchbay.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bare repository to be watched and a clone to push from, both made with the git command. */
final class ScratchRepository {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private final Shell shell;
  private final Path bare;
  private final Path clone;

  ScratchRepository(Path scratch) {
    shell =
        new Shell(
            scratch,
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Demo",
                "GIT_AUTHOR_EMAIL", "demo@example.com",
                "GIT_COMMITTER_NAME", "Demo",
                "GIT_COMMITTER_EMAIL", "demo@example.com"));
    bare = scratch.resolve("app.git");
    clone = scratch.resolve("clone");
    git(scratch, "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
    git(scratch, "clone", "--quiet", bare.toString(), clone.toString());
    git(clone, "checkout", "--quiet", "-B", "main");
  }

  Path bare() {
    return bare;
  }

  /** Writes a file, commits it and returns the commit; nothing is pushed yet. */
  String commit(String file, String text, String message) {
    try {
      Path target = clone.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DemoFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
    git(clone, "add", "--", file);
    git(clone, "commit", "--quiet", "--message", message);
    return git(clone, "rev-parse", "HEAD").strip();
  }

  void push() {
    git(clone, "push", "--quiet", "origin", "main");
  }

  /** The note of a commit as {@code git notes} shows it; empty when there is none. */
  String note(String commit) {
    Shell.Outcome shown =
        shell.run(bare, LIMIT, List.of("git", "notes", "--ref=patchbay/receipts", "show", commit));
    return shown.exit() == 0 ? shown.output().strip() : "";
  }

  private String git(Path directory, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    return shell.run(directory, LIMIT, argv).expect("git " + arguments[0]);
  }
}
