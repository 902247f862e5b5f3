package dev.patchbay.core.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real `git` command line in one directory, as the other side of a test. */
public final class GitFixture {
  private final Path directory;

  public GitFixture(Path directory) {
    this.directory = directory;
  }

  public static GitFixture bare(Path directory) {
    return initialised(directory, "--bare");
  }

  public static GitFixture withWorkTree(Path directory) {
    return initialised(directory, "--quiet");
  }

  private static GitFixture initialised(Path directory, String kind) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GitFixture git = new GitFixture(directory);
    git.run("init", "-q", "-b", "main", kind);
    return git;
  }

  public Path directory() {
    return directory;
  }

  /** The command's output without its last newline; a failing command fails the test. */
  public String run(String... arguments) {
    return withInput("", arguments);
  }

  public String withInput(String input, String... arguments) {
    return withInput(input.getBytes(UTF_8), arguments);
  }

  public String withInput(byte[] input, String... arguments) {
    try {
      Process process = start(arguments);
      try (var in = process.getOutputStream()) {
        in.write(input);
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new AssertionError("git %s: exit %d%n%s".formatted(List.of(arguments), exit, output));
      }
      return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "gc.auto=0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_AUTHOR_NAME", "Ada");
    builder.environment().put("GIT_AUTHOR_EMAIL", "ada@example.com");
    builder.environment().put("GIT_COMMITTER_NAME", "Ada");
    builder.environment().put("GIT_COMMITTER_EMAIL", "ada@example.com");
    return builder.start();
  }

  /** An empty commit on top of what is checked out, in a repository with a work tree. */
  public String commit(String message) {
    run("commit", "-q", "--allow-empty", "-m", message);
    return run("rev-parse", "HEAD");
  }

  /** A file of this content in a new commit. */
  public String commit(String file, String content, String message) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("add", "--", file);
    return commit(message);
  }

  /** A commit object that no ref names yet, usable in a bare repository too. */
  public String commitObject(String message, String... parents) {
    String tree = withInput("", "mktree");
    List<String> command = new ArrayList<>(List.of("commit-tree", tree, "-m", message));
    for (String parent : parents) {
      command.addAll(List.of("-p", parent));
    }
    return run(command.toArray(String[]::new));
  }
}
