package dev.patchbay.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The git command in one directory. */
public record Git(Path directory) {
  /** What it printed; it must end well. */
  public String run(String... arguments) {
    return with("", arguments);
  }

  /** The same with something on its standard input. */
  public String with(String input, String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Itest",
                "GIT_AUTHOR_EMAIL", "itest@example.com",
                "GIT_COMMITTER_NAME", "Itest",
                "GIT_COMMITTER_EMAIL", "itest@example.com"));
    try {
      Process process = builder.redirectErrorStream(true).start();
      CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, input));
      String output;
      try (InputStream printed = process.getInputStream()) {
        output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
      }
      fed.join();
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            String.join(" ", argv) + " ended with " + exit + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void feed(Process process, String input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading all of it: its exit code says whether that was right.
      return;
    }
  }
}
