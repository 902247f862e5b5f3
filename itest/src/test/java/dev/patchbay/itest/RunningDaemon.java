package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a user starts it, in a process of its own. */
final class RunningDaemon implements AutoCloseable {
  private final Process process;
  private final Path output;

  private RunningDaemon(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** One that is ready. */
  static RunningDaemon up(Scratch scratch, String name, String... javaOptions) {
    RunningDaemon daemon = start(scratch, name, up(scratch), javaOptions);
    await()
        .atMost(Inside.SOON.multipliedBy(2))
        .until(() -> !daemon.process.isAlive() || daemon.printed().contains("ready in "));
    assertThat(daemon.printed()).contains("ready in ");
    return daemon;
  }

  static List<String> up(Scratch scratch) {
    return List.of("up", "--repo", Repository.in(scratch.folder()).bare().toString(), "--no-shell");
  }

  /** Starts the program with these arguments. */
  static RunningDaemon start(
      Scratch scratch, String name, List<String> arguments, String... javaOptions) {
    List<String> argv = new ArrayList<>(List.of(Distribution.program().toString()));
    argv.addAll(arguments);
    Path output = scratch.folder().resolve(name + ".txt");
    ProcessBuilder builder = new ProcessBuilder(argv).directory(scratch.folder().toFile());
    builder.environment().put("PATCHBAY_HOME", scratch.home().toString());
    builder.environment().put("PATCHBAY_JAVA_OPTS", String.join(" ", javaOptions));
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      process.getOutputStream().close();
      return new RunningDaemon(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Everything it printed so far. */
  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its own end, and answers its exit code. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(Inside.SOON.toSeconds(), TimeUnit.SECONDS)).as("it ended").isTrue();
    return process.exitValue();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Any signal, by its name without SIG. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
