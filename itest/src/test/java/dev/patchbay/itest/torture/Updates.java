package dev.patchbay.itest.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plugin that is updated all the time: each event reaches one version of it, once. */
final class Updates {
  private static final Pattern METASPACE = Pattern.compile("Metaspace +used ([0-9]+)K");
  private static final int CALLS_PER_UPDATE = 10;

  private final Scene scene;
  private final Random random;
  private final Book book = new Book();
  private final Control control;

  Updates(Path folder, long seed) {
    this.scene = new Scene(folder);
    this.random = new Random(seed);
    this.control = new Control(scene.home());
  }

  /** What came of it; Metaspace in KiB after half of the updates and after all. */
  record Outcome(int deliveries, int versions, long half, long all, List<String> findings) {
    Outcome {
      findings = List.copyOf(findings);
    }

    double growth() {
      return 100.0 * (all - half) / half;
    }
  }

  Outcome play(int updates) throws IOException, InterruptedException {
    List<Path> jars = scene.build();
    Findings findings = new Findings();
    List<Pusher> pushers = new ArrayList<>();
    long half = 0;
    long all;
    try (Victim victim = new Victim(scene.home(), scene.output("only"))) {
      victim.awaitReady();
      for (String name : Scene.REPOSITORIES) {
        Pusher pusher =
            new Pusher(name, scene.clone(name), book, new Random(random.nextLong()), 40);
        pushers.add(pusher);
        pusher.start();
      }
      for (int update = 1; update <= updates; update++) {
        Path jar = jars.get(update % jars.size());
        Answer answer = control.call("plugin", "update", jar.toString());
        findings.that(answer.ok(), "update %d: %s", update, answer.printed());
        if (update == updates / 2) {
          half = metaspace(victim.pid());
        }
      }
      all = metaspace(victim.pid());
      while (lines().size() < updates * CALLS_PER_UPDATE) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      for (Pusher pusher : pushers) {
        pusher.join();
      }
      new Rest(control).await();
      findings.that(victim.terminate() == 0, "SIGTERM did not end it with 0");
    }
    TreeSet<String> versions = new TreeSet<>();
    long expected = -1;
    for (String line : lines()) {
      String[] words = line.split(" ");
      long seq = Long.parseLong(words[3]);
      findings.that(expected < 0 || seq == expected, "after %d came %d", expected - 1, seq);
      expected = seq + 1;
      versions.add(words[1]);
    }
    return new Outcome(lines().size(), versions.size(), half, all, findings.all());
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(scene.ledger());
  }

  private static long metaspace(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run"); // what the first has made unreachable by finding it so
    Matcher found = METASPACE.matcher(jcmd(pid, "VM.metaspace basic"));
    if (!found.find()) {
      throw new IOException("jcmd tells no Metaspace");
    }
    return Long.parseLong(found.group(1));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed;
  }
}
