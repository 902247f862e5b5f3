package dev.patchbay.itest.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Updates the ledger to another version or rolls it back, and knows which it may be by now. */
final class Plugger extends Actor {
  private static final int REMEMBERED = 8;
  private static final Pattern ARRIVED = Pattern.compile("ledger ([0-9.]+), ([a-z]+)");

  private final Control control;
  private final Book book;
  private final List<Path> jars;
  private final Set<String> possible = new TreeSet<>();
  private final Deque<String> commands = new ArrayDeque<>();

  /** The first of the jars is the one that is there; their names are ledger-VERSION.jar. */
  Plugger(Control control, Book book, List<Path> jars, Random random, int pauseMillis) {
    super("plugger", random, pauseMillis);
    this.control = control;
    this.book = book;
    this.jars = List.copyOf(jars);
    possible.add(version(jars.getFirst()));
  }

  /** One, when the last command was acknowledged; what it is else depends on when the kill came. */
  Set<String> possible() {
    return Set.copyOf(possible);
  }

  /** The last commands with what they answered. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  void once() throws IOException {
    if (random.nextInt(3) == 0) {
      Set<String> all = new TreeSet<>(jars.stream().map(Plugger::version).toList());
      command(all, "plugin", "rollback", "ledger");
    } else {
      Path jar = jars.get(random.nextInt(jars.size()));
      command(Set.of(version(jar)), "plugin", "update", jar.toString());
    }
  }

  private void command(Set<String> mayBecome, String... argv) throws IOException {
    Answer answer;
    try {
      answer = control.call(argv);
    } catch (IOException e) {
      remember(argv, "no answer");
      possible.addAll(mayBecome);
      throw e;
    }
    remember(argv, answer.toString());
    Matcher arrived = ARRIVED.matcher(answer.printed());
    if (answer.ok() && arrived.find()) {
      book.pluginCommand();
      possible.clear();
      possible.add(arrived.group(1));
      if (!arrived.group(2).equals("registered")) {
        book.contradiction(String.join(" ", argv) + " answered " + answer.printed());
      }
    } else if (answer.ok()) {
      book.contradiction(String.join(" ", argv) + " answered " + answer.printed());
    } else {
      possible.addAll(mayBecome);
    }
  }

  private void remember(String[] argv, String answer) {
    commands.add(Instant.now() + " " + String.join(" ", argv) + ": " + answer.strip());
    if (commands.size() > REMEMBERED) {
      commands.remove();
    }
  }

  static String version(Path jar) {
    return jar.getFileName().toString().replaceAll("ledger-(.*)\\.jar", "$1");
  }
}
