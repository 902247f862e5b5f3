package dev.patchbay.launcher.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Push, job, gate, receipt, message; then the plugin replaced while pushes go on. Every step is
 * looked at from outside: with git, over HTTP and through the command line.
 */
public final class Demo {
  private static final String PLUGIN = "slack-notifications";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String CONFIGURATION =
      """
      gates:
        - { name: greeting-is-there, command: 'test -s greeting.txt', required: true }
      plugins:
        slack-notifications:
          token: not-a-real-token
          baseUrl: BASE_URL
          requestsPerSecond: 500
          channels: { git: '#git-events', errors: '#alerts' }
      """;

  private static final String JOB =
      """
      description: Look at what was pushed
      on: { pushTo: main }
      levels:
        - name: check
          tasks:
            - { id: words, run: 'wc -w greeting.txt' }
            - { id: lines, run: 'wc -l greeting.txt' }
          gates: [ greeting-is-there ]
      """;

  private final Path distribution;
  private final PrintStream out;

  public Demo(Path distribution, PrintStream out) {
    this.distribution = distribution;
    this.out = out;
  }

  /**
   * Runs the demo in a scratch folder that is gone afterwards.
   *
   * @return 0 when all of it really happened, else 1
   */
  public int run() {
    Path scratch = null;
    try {
      scratch = Files.createTempDirectory("patchbay-demo");
      show(scratch);
      out.println("All of this really happened.");
      return 0;
    } catch (DemoFailure | IOException e) {
      out.println("FAILED: " + e.getMessage());
      return 1;
    } finally {
      if (scratch != null) {
        delete(scratch);
      }
    }
  }

  private void show(Path scratch) throws IOException {
    Path home = Files.createDirectories(scratch.resolve("home"));
    ScratchRepository repository = new ScratchRepository(scratch);
    try (SlackStandIn slack = new SlackStandIn()) {
      Files.writeString(
          home.resolve("patchbay.yaml"), CONFIGURATION.replace("BASE_URL", slack.baseUrl()));
      step("A repository with a job, .patchbay/jobs/look.yaml:");
      out.print(JOB.indent(4));
      repository.commit(".patchbay/jobs/look.yaml", JOB, "Add a job");
      repository.push();
      try (DaemonUnderDemo daemon =
          new DaemonUnderDemo(distribution, scratch, home, repository.bare())) {
        step("The daemon: " + daemon.ready());
        pushBecomesReceipt(repository, daemon, slack);
        new UpdateUnderLoad(repository, daemon, slack, out).show(shipped(), scratch);
        int exit = daemon.stop();
        if (exit != 0) {
          throw new DemoFailure("SIGTERM ended the daemon with " + exit + " instead of 0");
        }
        step("SIGTERM: the daemon ended with exit code 0");
      }
    }
  }

  private void pushBecomesReceipt(
      ScratchRepository repository, DaemonUnderDemo daemon, SlackStandIn slack) {
    String commit = repository.commit("greeting.txt", "Hello, patch bay\n", "Say hello");
    long pushed = System.nanoTime();
    repository.push();
    String note =
        Wait.until(
            "the receipt of " + commit,
            LIMIT,
            () -> repository.note(commit),
            text -> !text.isEmpty());
    step("git push: its job ran and left a receipt after " + millis(pushed) + " ms");
    String run = Json.of(note).text("id");
    for (Json task : Json.of(daemon.call("runs", "--json").expect("runs")).list("runs")) {
      out.println(
          "    run " + task.text("id") + " of " + task.text("job") + ": " + task.text("status"));
    }
    out.print(
        daemon
            .call(
                "run-log",
                Json.of(daemon.call("runs", "--json").expect("runs"))
                    .list("runs")
                    .getFirst()
                    .text("id"))
            .expect("run-log")
            .indent(4));
    if (!Json.of(note).text("status").equals("succeeded")) {
      throw new DemoFailure("receipt " + run + " does not say succeeded: " + note);
    }
    if (!note.contains("greeting-is-there")) {
      throw new DemoFailure("the receipt does not name the gate: " + note);
    }
    step("git notes --ref=patchbay/receipts show " + commit.substring(0, 10) + ":");
    out.println("    " + note);
    String message =
        Wait.until(
            "the message about 'Say hello'",
            LIMIT,
            () ->
                slack.bodies().stream().filter(b -> b.contains("Say hello")).findFirst().orElse(""),
            body -> !body.isEmpty());
    step("The chat server received:");
    out.println("    " + Json.of(message).text("channel") + "  " + Json.of(message).text("text"));
  }

  private Path shipped() throws IOException {
    try (Stream<Path> files = Files.list(distribution.resolve("catalog"))) {
      return files
          .filter(file -> file.getFileName().toString().contains("slack"))
          .findFirst()
          .orElseThrow(() -> new DemoFailure("no " + PLUGIN + " in the catalog folder"));
    }
  }

  private void step(String text) {
    out.println("* " + text);
  }

  static long millis(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toMillis();
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }

  static List<String> versions() {
    return List.of("90.0.1", "90.0.2", "90.0.3");
  }
}
