package dev.patchbay.core.shell;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** What a user pipes listings into: {@code lb | grep felix}, {@code events | head 5}. */
public final class GogoFilter implements Function {
  /** All there are. */
  public static final List<GogoFilter> ALL =
      List.of(new GogoFilter("grep"), new GogoFilter("head"));

  private final String name;

  private GogoFilter(String name) {
    this.name = name;
  }

  /** By which Gogo finds it. */
  public Map<String, Object> properties() {
    return Map.of(
        CommandProcessor.COMMAND_SCOPE, "patchbay", CommandProcessor.COMMAND_FUNCTION, name);
  }

  @Override
  public @Nullable Object execute(CommandSession session, List<Object> arguments) {
    Process process = Process.Utils.current();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.in(), StandardCharsets.UTF_8));
    if (name.equals("grep")) {
      grep(lines, process.out(), arguments);
    } else {
      head(lines, process.out(), arguments);
    }
    return null;
  }

  private static void grep(BufferedReader lines, PrintStream out, List<Object> arguments) {
    if (arguments.size() != 1) {
      throw new IllegalArgumentException("usage: grep EXPRESSION");
    }
    Pattern pattern = pattern(arguments.getFirst().toString());
    lines.lines().filter(line -> pattern.matcher(line).find()).forEach(out::println);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("grep: " + e.getMessage(), e);
    }
  }

  private static void head(BufferedReader lines, PrintStream out, List<Object> arguments) {
    String count = arguments.isEmpty() ? "10" : arguments.getFirst().toString();
    if (arguments.size() > 1 || !count.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("usage: head [LINES]");
    }
    lines.lines().limit(Integer.parseInt(count)).forEach(out::println);
  }
}
