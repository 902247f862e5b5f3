package dev.patchbay.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one command of the demo to its end. */
final class Shell {
  /** What a command printed and how it ended. */
  record Outcome(int exit, String output, String errors) {
    /** The output, or a failure that quotes the error output. */
    String expect(String what) {
      if (exit != 0) {
        throw new DemoFailure(what + " ended with " + exit + ": " + errors.strip());
      }
      return output;
    }
  }

  private final Path scratch;
  private final Map<String, String> environment;

  Shell(Path scratch, Map<String, String> environment) {
    this.scratch = scratch;
    this.environment = Map.copyOf(environment);
  }

  Outcome run(Path directory, Duration timeout, List<String> argv) {
    Path output = null;
    Path errors = null;
    try {
      output = Files.createTempFile(scratch, "out", ".txt");
      errors = Files.createTempFile(scratch, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
      builder.environment().putAll(environment);
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new DemoFailure(String.join(" ", argv) + " did not end within " + timeout);
      }
      return new Outcome(
          process.exitValue(),
          Files.readString(output, StandardCharsets.UTF_8),
          Files.readString(errors, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DemoFailure("cannot run " + String.join(" ", argv) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while running " + String.join(" ", argv), e);
    } finally {
      delete(output);
      delete(errors);
    }
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The scratch folder goes as a whole at the end.
      }
    }
  }
}
