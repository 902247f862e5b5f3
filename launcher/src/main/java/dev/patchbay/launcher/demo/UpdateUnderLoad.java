package dev.patchbay.launcher.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pushes go on while the plugin that hears of them is replaced; afterwards everything is counted.
 */
final class UpdateUnderLoad {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int FEWEST_PUSHES = 20;

  private final ScratchRepository repository;
  private final DaemonUnderDemo daemon;
  private final SlackStandIn slack;
  private final PrintStream out;

  UpdateUnderLoad(
      ScratchRepository repository, DaemonUnderDemo daemon, SlackStandIn slack, PrintStream out) {
    this.repository = repository;
    this.daemon = daemon;
    this.slack = slack;
    this.out = out;
  }

  void show(Path shipped, Path scratch) {
    daemon.call("hook", "install", repository.bare().toString()).expect("hook install");
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger pushed = new AtomicInteger();
    CompletableFuture<Void> pushes = CompletableFuture.runAsync(() -> push(enough, pushed));
    List<String> versions = new ArrayList<>();
    try {
      for (String version : Demo.versions()) {
        int before = pushed.get();
        Wait.until("pushes to go on", LIMIT, pushed::get, count -> count > before + 2);
        Path update = OtherVersion.of(shipped, version, scratch);
        long began = System.nanoTime();
        daemon.call("plugin", "update", update.toString()).expect("plugin update");
        versions.add(version + " (" + Demo.millis(began) + " ms)");
        Wait.until("version " + version + " to run", LIMIT, this::version, version::equals);
      }
    } finally {
      enough.set(true);
    }
    try {
      pushes.join();
    } catch (CompletionException e) {
      throw new DemoFailure("pushing failed: " + e.getMessage(), e);
    }
    count(pushed.get(), versions);
  }

  private void push(AtomicBoolean enough, AtomicInteger pushed) {
    while (!enough.get() || pushed.get() < FEWEST_PUSHES) {
      int number = pushed.get() + 1;
      repository.commit("greeting.txt", "Hello number " + number + "\n", subject(number));
      repository.push();
      pushed.set(number);
    }
  }

  private void count(int pushed, List<String> versions) {
    for (int number = 1; number <= pushed; number++) {
      String subject = subject(number);
      Wait.until(
          "the message about " + subject, LIMIT, () -> messages(subject), found -> found >= 1);
    }
    for (int number = 1; number <= pushed; number++) {
      long messages = messages(subject(number));
      if (messages != 1) {
        throw new DemoFailure(subject(number) + " was delivered " + messages + " times");
      }
    }
    out.println(
        "* "
            + pushed
            + " pushes while slack-notifications was replaced "
            + versions.size()
            + " times:");
    out.println("    versions " + String.join(", ", versions));
    out.println("    " + pushed + " of " + pushed + " pushes delivered, each exactly once");
  }

  private long messages(String subject) {
    return slack.bodies().stream().filter(body -> body.contains(subject)).count();
  }

  private String version() {
    return Json.of(daemon.call("plugins", "--json").expect("plugins")).list("plugins").stream()
        .filter(plugin -> plugin.text("name").equals("slack-notifications"))
        .map(plugin -> plugin.text("version"))
        .findFirst()
        .orElse("");
  }

  /** Square brackets keep number 1 from being found in number 10. */
  private static String subject(int number) {
    return "Change [" + number + "]";
  }
}
