package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A plugin whose hook always has an event to take, so that its calls follow one another at once, in
 * versions of which each takes the place of the one before.
 */
final class Relay implements AutoCloseable {
  private static final int EVENTS = 1_000_000;
  private static final Pattern LAG = Pattern.compile("\"lag\":([0-9]+)");

  /** How the jar of a version is made of another. */
  @FunctionalInterface
  interface Versions {
    Path of(Path bundle, String version, Path folder) throws IOException;
  }

  private final Path folder;
  private final Versions versions;
  private final Path told;
  private final Path plugins;
  private final DaemonProcess daemon;
  private int version;

  Relay(Path folder, Versions versions) throws IOException, InterruptedException {
    this.folder = folder;
    this.versions = versions;
    told = folder.resolve("told.txt");
    Path home = folder.resolve("home");
    plugins = Files.createDirectories(home.resolve("plugins"));
    Files.writeString(
        home.resolve("patchbay.yaml"), "plugins: { baton: { file: '" + told + "' } }");
    FilledLog.fill(home.resolve("state/patchbay.db"), EVENTS);
    BareRepository repository = new BareRepository(folder.resolve("app.git"), Map.of());
    daemon = new DaemonProcess(home, repository.path());
    drop(next());
    Patience.until(() -> daemon.call("plugins"), all -> all.matches("(?s).*baton.*registered.*"));
    daemon.call("replay", "baton", "--since", "0");
    first(version);
  }

  /** The jar of the version after the one that was made last. */
  Path next() throws IOException {
    Path fixtures = Path.of(System.getProperty("patchbay.fixtures", "."));
    return versions.of(fixtures.resolve("baton-1.0.0.jar"), "2.0." + ++version, folder);
  }

  int version() {
    return version;
  }

  void update(Path jar) throws IOException {
    daemon.call("plugin", "update", jar.toString());
  }

  /** Puts it in the place of the jar in the folder, by one rename; answers when that was begun. */
  Instant drop(Path jar) throws IOException {
    Instant begin = Instant.now();
    Files.move(jar, plugins.resolve("baton.jar"), StandardCopyOption.ATOMIC_MOVE);
    return begin;
  }

  /** When this version was told for the first time; waits for that. */
  Instant first(int number) throws IOException, InterruptedException {
    return when("first", number);
  }

  /** When the last call of this version ended; waits for it to be gone. */
  Instant last(int number) throws IOException, InterruptedException {
    return when("last", number);
  }

  private Instant when(String what, int number) throws IOException, InterruptedException {
    Pattern line = Pattern.compile(what + " 2\\.0\\." + number + " (\\S+)\n");
    return Patience.until(
            () ->
                line.matcher(Files.exists(told) ? Files.readString(told) : "").results().findAny(),
            found -> found.isPresent())
        .map(found -> found.group(1))
        .map(Instant::parse)
        .orElseThrow();
  }

  /** That there was always an event to take. */
  void requireBehind() throws IOException {
    boolean behind =
        LAG.matcher(daemon.call("plugins", "--json"))
            .results()
            .map(lag -> lag.group(1))
            .anyMatch(lag -> Long.parseLong(lag) > 0);
    if (!behind) {
      throw new IOException("the hook had nothing left to take before the measurement ended");
    }
  }

  static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }

  @Override
  public void close() throws IOException {
    daemon.close();
  }
}
