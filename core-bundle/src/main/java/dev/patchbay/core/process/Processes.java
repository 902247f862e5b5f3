package dev.patchbay.core.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts commands, each in a session of its own, so that it can be ended with all that came of it.
 * Output goes to files by redirection: none of it passes through the daemon.
 */
public final class Processes {

  /** Between TERM and KILL. */
  public static final Duration GRACE = Duration.ofSeconds(5);

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Optional<Path> setsid;

  public Processes() {
    this(System.getenv().getOrDefault("PATH", DEFAULT_PATH));
  }

  Processes(String path) {
    this.setsid = new SearchPath(path).find("setsid").map(Path::toAbsolutePath);
  }

  /** All that a command gets of the daemon's own environment: no secret travels so by accident. */
  public static Map<String, String> inherited() {
    Map<String, String> inherited = new HashMap<>(System.getenv());
    inherited.keySet().retainAll(List.of("PATH", "HOME", "LANG", "TZ"));
    return inherited;
  }

  public Spawned start(Command command) throws IOException {
    if (setsid.isEmpty()) {
      throw new IOException("`setsid` is not on the PATH of the daemon; install it (util-linux)");
    }
    check(command);
    // A leading dash in the command's name is no option of setsid.
    List<String> argv = new ArrayList<>(List.of(setsid.get().toString(), "--"));
    argv.addAll(command.argv());
    ProcessBuilder builder = new ProcessBuilder(argv).directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    redirect(builder, command);
    if (command.input().isEmpty()) {
      return new Spawned(builder.redirectInput(new File("/dev/null")).start(), command.marks());
    }
    // A file, not a pipe: nobody has to wait for a command that does not read what it is given.
    Path input = Files.createTempFile(command.output().toAbsolutePath().getParent(), ".in", "");
    try {
      Files.writeString(input, command.input());
      return new Spawned(builder.redirectInput(input.toFile()).start(), command.marks());
    } finally {
      Files.delete(input);
    }
  }

  /** Runs to the end, or to the timeout and then {@link Spawned#end}; so also when interrupted. */
  public Ended run(Command command, Duration timeout) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Spawned spawned = start(command);
    try {
      OptionalInt exit = spawned.await(timeout);
      if (exit.isEmpty()) {
        spawned.end(GRACE);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Ended(exit.orElse(Ended.KILLED), exit.isEmpty(), took);
    } catch (InterruptedException e) {
      spawned.end(GRACE);
      throw e;
    }
  }

  /**
   * Ends what an earlier daemon's command left: the recorded process if it is still that one, with
   * its session and descendants, and everything that carries the marks. Touches nobody else.
   */
  public void endStrays(Collection<ProcessIdentity> recorded, Marks marks, Duration grace) {
    new ProcessTree(recorded, marks).end(grace);
  }

  /** What runs now and carries all these marks, the oldest first. */
  public List<Marked> carrying(Marks marks) {
    return ProcessEntry.all().stream()
        .filter(entry -> marks.carriedBy(entry.pid()))
        .sorted(Comparator.comparingLong(ProcessEntry::start))
        .map(
            entry ->
                new Marked(ProcessIdentity.now(entry.pid()), Environ.of(entry.pid()).patchbay()))
        .toList();
  }

  private static void check(Command command) throws IOException {
    if (!Files.isDirectory(command.directory())) {
      throw new IOException("cannot run in " + command.directory() + ": no such directory");
    }
    String program = command.argv().get(0);
    SearchPath search =
        new SearchPath(
            command.environment().getOrDefault("PATH", DEFAULT_PATH), command.directory());
    if (search.find(program).isEmpty()) {
      throw new IOException(search.why(program));
    }
  }

  private static void redirect(ProcessBuilder builder, Command command) throws IOException {
    Files.createDirectories(command.output().toAbsolutePath().getParent());
    builder.redirectOutput(Redirect.appendTo(command.output().toFile()));
    if (command.errors().equals(command.output())) {
      builder.redirectErrorStream(true);
    } else {
      Files.createDirectories(command.errors().toAbsolutePath().getParent());
      builder.redirectError(Redirect.appendTo(command.errors().toFile()));
    }
  }
}
