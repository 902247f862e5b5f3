package dev.patchbay.itest.torture;

import dev.patchbay.itest.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One life of the daemon, as a process that this one has started and may kill. */
final class Victim implements AutoCloseable {
  private static final long LONGEST_START_SECONDS = 240; // when the machine has other things to do

  private final Process process;
  private final Path output;

  Victim(Path home, Path output) throws IOException {
    this.output = output;
    this.process =
        new ProcessBuilder(
                Distribution.program().toString(), "up", "--home", home.toString(), "--no-shell")
            .directory(output.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    process.getOutputStream().close();
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it is ready; it must not end before. */
  void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (!printed().contains("ready in ")) {
      if (!process.isAlive()) {
        throw new IOException("the daemon ended with " + process.exitValue() + ": " + printed());
      }
      if (System.nanoTime() > end) {
        throw new IOException("the daemon was not ready in time: " + printed());
      }
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
  }

  String printed() throws IOException {
    return Files.readString(output);
  }

  /** SIGKILL to this pid alone; what it started is left to the next life. */
  void kill() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IOException("the daemon ended by itself with " + process.waitFor());
    }
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM; answers the exit code. */
  int terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new IOException("the daemon did not end within 90 s of SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
