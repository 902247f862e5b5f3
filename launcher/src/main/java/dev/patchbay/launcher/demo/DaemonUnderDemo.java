package dev.patchbay.launcher.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real daemon as a process of its own, and the real command line to talk to it. */
final class DaemonUnderDemo implements AutoCloseable {
  private final String program;
  private final Shell shell;
  private final Path scratch;
  private final Process process;
  private final Path output;

  DaemonUnderDemo(Path distribution, Path scratch, Path home, Path repository) {
    this.program = distribution.resolve("bin/patchbay").toString();
    this.scratch = scratch;
    this.shell = new Shell(scratch, Map.of("PATCHBAY_HOME", home.toString()));
    this.output = scratch.resolve("daemon.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            program,
            "up",
            "--home",
            home.toString(),
            "--repo",
            repository.toString(),
            "--no-shell");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new DemoFailure("cannot start " + program + ": " + e.getMessage(), e);
    }
  }

  /** Waits for the line {@code ready in N ms} and returns it. */
  String ready() {
    return Wait.until(
        "the daemon to be ready",
        Duration.ofSeconds(30),
        () -> {
          if (!process.isAlive()) {
            throw new DemoFailure("the daemon ended: " + printed().strip());
          }
          return printed()
              .lines()
              .filter(line -> line.contains("ready in "))
              .findFirst()
              .orElse("");
        },
        line -> !line.isEmpty());
  }

  Shell.Outcome call(String... arguments) {
    List<String> argv = new ArrayList<>(List.of(program));
    argv.addAll(List.of(arguments));
    return shell.run(scratch, Duration.ofSeconds(90), argv);
  }

  /** Asks the daemon to end and returns its exit code. */
  int stop() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new DemoFailure("the daemon did not end within 30 s of SIGTERM");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted while the daemon was ending", e);
    }
    return process.exitValue();
  }

  private String printed() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DemoFailure("cannot read what the daemon printed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
