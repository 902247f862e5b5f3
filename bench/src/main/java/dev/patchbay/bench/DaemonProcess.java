package dev.patchbay.bench;

import dev.patchbay.launcher.client.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The shipped daemon, started by the shipped script with the flags of the script. */
final class DaemonProcess implements AutoCloseable {
  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("patchbay.distribution", ".")).toAbsolutePath();

  private final Path home;
  private final Process process;
  private final String ready;

  /**
   * @param options more options for the virtual machine than the script's own
   */
  DaemonProcess(Path home, Path repository, String... options)
      throws IOException, InterruptedException {
    this.home = home;
    Path output = home.resolveSibling(home.getFileName() + ".out");
    ProcessBuilder up =
        new ProcessBuilder(
                DISTRIBUTION.resolve("bin/patchbay").toString(),
                "up",
                "--home",
                home.toString(),
                "--repo",
                repository.toString(),
                "--no-shell")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    if (options.length > 0) {
      up.environment().put("PATCHBAY_JAVA_OPTS", String.join(" ", options));
    }
    process = up.start();
    process.getOutputStream().close();
    ready =
        Patience.until(
            () -> {
              String printed = Files.readString(output);
              if (!process.isAlive()) {
                throw new IOException("the daemon ended: " + printed);
              }
              return printed;
            },
            printed -> printed.contains("ready in ") && printed.endsWith("\n"));
  }

  static Path plugin(String name) {
    String version = DISTRIBUTION.getFileName().toString().replaceFirst("patchbay-", "");
    return DISTRIBUTION.resolve("catalog/dev.patchbay." + name + "-" + version + ".jar");
  }

  /** What it says itself: from the start of the process, script included. */
  double readyMillis() {
    return Double.parseDouble(ready.replaceAll("(?s).*ready in ([0-9]+) ms.*", "$1"));
  }

  /** Memory in MiB by the name that the kernel has for it, {@code Rss} or {@code Pss}. */
  double memory(String kind) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup")).stream()
        .filter(line -> line.startsWith(kind + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .sum();
  }

  /** What the virtual machine says to a diagnostic command. */
  String diagnose(String command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process jcmd =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + said);
    }
    return said;
  }

  /** Runs a command over the control socket, so that no client's start is in the figure. */
  String call(String... argv) throws IOException {
    var address = UnixDomainSocketAddress.of(home.resolve("run/control.sock"));
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(address);
      Frames frames = new Frames(channel);
      frames.request(List.of(argv), "/", 0, false);
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      Frames.Frame frame = frames.receive();
      for (; frame.kind() != Frames.EXIT; frame = frames.receive()) {
        printed.write(frame.bytes().array());
      }
      if (frame.bytes().getInt() != 0) {
        throw new IOException(String.join(" ", argv) + ": " + printed);
      }
      return printed.toString(StandardCharsets.UTF_8);
    }
  }

  /** SIGKILL; answers when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
