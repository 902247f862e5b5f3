package dev.patchbay.itest.torture;

import dev.patchbay.itest.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A home from its first start to its last, with so many kills between, then the account. */
final class Act {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Scene scene;
  private final long seed;
  private final Random random;
  private final Book book = new Book();
  private final Control control;
  private final Map<String, Pusher> pushers = new HashMap<>();
  private Plugger plugger;
  private int lives;

  Act(Path folder, long seed) {
    this.scene = new Scene(folder);
    this.seed = seed;
    this.random = new Random(seed);
    this.control = new Control(scene.home());
  }

  /** Answers what was done and what of it is not as promised. */
  Account play(int kills) throws IOException, InterruptedException, SQLException {
    int calm = kills < 10 ? 4 : 1; // a short act is to end soon after its last kill
    List<Path> jars = scene.build();
    List<Actor> actors = new ArrayList<>();
    for (String repository : Scene.REPOSITORIES) {
      Pusher pusher = new Pusher(repository, scene.clone(repository), book, fork(), 60 * calm);
      pushers.put(repository, pusher);
      actors.add(pusher);
    }
    plugger = new Plugger(control, book, jars, fork(), 150 * calm);
    actors.add(plugger);
    actors.add(new Submitter(control, book, fork(), 100 * calm));
    actors.add(new Reloader(scene, fork(), 300 * calm));
    actors.add(new Observer(control, book, fork(), 60));
    Findings findings = new Findings();
    try {
      begin(actors);
      for (int kill = 0; kill < kills; kill++) {
        life();
      }
      lastLife(actors, findings);
    } catch (IOException e) {
      findings.that(false, "life " + lives + ": " + e);
      actors.forEach(Actor::enough);
    }
    if (findings.all().isEmpty()) {
      account(findings);
    }
    return new Account(
        seed,
        kills,
        Scene.REPOSITORIES.stream().mapToInt(name -> book.pushes(name).size()).sum(),
        book.pluginCommands(),
        book.submitted().size(),
        Files.readAllLines(scene.ledger()).size(),
        findings.all());
  }

  /** Sees the repositories for the first time before anything is pushed. */
  private void begin(List<Actor> actors) throws IOException, InterruptedException {
    try (Victim victim = victim()) {
      victim.awaitReady();
      control.require("hook", "install", Scene.HOOKED);
      victim.kill();
    }
    actors.forEach(Actor::start);
  }

  private Random fork() {
    return new Random(random.nextLong());
  }

  private Victim victim() throws IOException {
    return new Victim(scene.home(), scene.output(Integer.toString(++lives)));
  }

  private void life() throws IOException, InterruptedException {
    boolean early = random.nextInt(4) == 0;
    int millis = random.nextInt(early ? 1_500 : 2_500);
    try (Victim victim = victim()) {
      if (!early) {
        victim.awaitReady();
      }
      TimeUnit.MILLISECONDS.sleep(millis);
      victim.kill();
    }
  }

  private void lastLife(List<Actor> actors, Findings findings)
      throws IOException, InterruptedException {
    try (Victim victim = victim()) {
      victim.awaitReady();
      for (Actor actor : actors) {
        actor.enough();
      }
      for (Actor actor : actors) {
        actor.join();
      }
      new Rest(control).await();
      Answer verified = control.call("receipt", "verify");
      findings.that(verified.ok(), "receipt verify: %s", verified.printed());
      board(findings);
      int exit = victim.terminate();
      findings.that(exit == 0, "SIGTERM ended it with %d", exit);
    }
  }

  private void board(Findings findings) throws IOException {
    JsonNode plugins = MAPPER.readTree(control.require("plugins", "--json")).get("plugins");
    findings.that(plugins.size() == 1, "the board has %s", plugins);
    for (JsonNode plugin : plugins) {
      findings.that(
          plugger.possible().contains(plugin.get("version").asString())
              && plugin.get("state").asString().equals("registered"),
          "the board has %s, it may be %s after %s",
          plugin,
          plugger.possible(),
          plugger.commands());
    }
  }

  private void account(Findings findings) throws IOException, SQLException {
    Evidence evidence = Evidence.of(scene.home().resolve("state/patchbay.db"));
    book.contradictions().forEach(each -> findings.that(false, "%s", each));
    new LogCheck(evidence, book, findings).check(Files.readAllLines(scene.ledger()));
    new RunCheck(evidence, book, findings).check(Files.readAllLines(scene.effects()));
    for (String name : Scene.REPOSITORIES) {
      Git git = new Git(scene.bare(name));
      Pusher pusher = pushers.get(name);
      new RefCheck(name, git, evidence, findings)
          .check(book.pushes(name), pusher.first(), pusher.refs(), name.equals(Scene.HOOKED));
      new NoteCheck(name, git, evidence, findings).check();
    }
    new ReceiptsShown(evidence, book, findings).check();
    for (String stray : Strays.carrying("PATCHBAY_WORKTREE=" + scene.home())) {
      findings.that(false, "a worker is left: %s", stray);
    }
    try (Stream<Path> left = Files.list(scene.home().resolve("work"))) {
      left.forEach(path -> findings.that(false, "a checkout is left: %s", path));
    }
  }
}
