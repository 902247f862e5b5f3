package dev.patchbay.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts commands, each in a session of its own, so that it can be ended with all that came of it.
 * Output goes to files by redirection: none of it passes through the daemon.
 */
public final class Processes {

  /** Between TERM and KILL. */
  public static final Duration GRACE = Duration.ofSeconds(5);

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
  private static final Path NOTHING = Path.of("/dev/null");

  private final Supplier<Starter> starter;

  /** The way of starting is chosen at its first use, for no start of a daemon to wait for it. */
  public Processes() {
    this(new Starters(System.getenv().getOrDefault("PATH", DEFAULT_PATH))::best);
  }

  Processes(Supplier<Starter> starter) {
    this.starter = starter;
  }

  /** Does what the first command would have to wait for. */
  public void prepare() {
    LOG.debug("commands are started by {}", starter.get().getClass().getSimpleName());
  }

  /** All that a command gets of the daemon's own environment: no secret travels so by accident. */
  public static Map<String, String> inherited() {
    Map<String, String> inherited = new HashMap<>(System.getenv());
    inherited.keySet().retainAll(List.of("PATH", "HOME", "LANG", "TZ"));
    return inherited;
  }

  public Spawned start(Command command) throws IOException {
    Path program = program(command);
    Files.createDirectories(command.output().toAbsolutePath().getParent());
    if (!command.errors().equals(command.output())) {
      Files.createDirectories(command.errors().toAbsolutePath().getParent());
    }
    if (command.input().isEmpty()) {
      return new Spawned(starter.get().start(command, program, NOTHING), command.marks());
    }
    // A file, not a pipe: nobody has to wait for a command that does not read what it is given.
    Path input = Files.createTempFile(command.output().toAbsolutePath().getParent(), ".in", "");
    try {
      Utf8.write(input, command.input());
      return new Spawned(starter.get().start(command, program, input), command.marks());
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

  private static Path program(Command command) throws IOException {
    if (hasNul(command)) {
      throw new IOException(
          "cannot run `" + command.argv().get(0) + "`: an argument or a variable has a NUL in it");
    }
    if (!Files.isDirectory(command.directory())) {
      throw new IOException("cannot run in " + command.directory() + ": no such directory");
    }
    String program = command.argv().get(0);
    SearchPath search =
        new SearchPath(
            command.environment().getOrDefault("PATH", DEFAULT_PATH), command.directory());
    return search.find(program).orElseThrow(() -> new IOException(search.why(program)));
  }

  /** Where C would end the text, and the rest would be lost unseen. */
  private static boolean hasNul(Command command) {
    return Stream.of(command.argv(), command.environment().keySet(), command.environment().values())
        .flatMap(Collection::stream)
        .anyMatch(text -> text.indexOf('\0') >= 0);
  }
}
