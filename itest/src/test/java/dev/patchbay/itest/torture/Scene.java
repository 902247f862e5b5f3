package dev.patchbay.itest.torture;

import dev.patchbay.itest.Fixtures;
import dev.patchbay.itest.Git;
import dev.patchbay.itest.fixture.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of one act: a home, two repositories with jobs, the versions of the ledger. */
record Scene(Path folder) {
  /** Its changes are found by looking, so fast ones may merge into one event. */
  static final String PLAIN = "plain";

  /** It has the push hook: each push is an event. */
  static final String HOOKED = "hooked";

  static final List<String> REPOSITORIES = List.of(PLAIN, HOOKED);

  private static final Map<String, String> JOBS =
      Map.of(
          "each",
          """
          on: { pushTo: '**' }
          workspace: none
          run: [sh, -c, 'echo "$PATCHBAY_RUN $PATCHBAY_TASK_ID" >> "$0"', EFFECTS]
          """,
          "tagged",
          """
          on: { tagCreate: '**' }
          workspace: none
          run: [sh, -c, 'echo "$PATCHBAY_RUN $PATCHBAY_TASK_ID" >> "$0"', EFFECTS]
          """,
          "levels",
          """
          on: { pushTo: main }
          levels:
            - name: build
              tasks:
                - { id: one, run: [sh, -c, 'echo "$PATCHBAY_RUN $PATCHBAY_TASK_ID" >> "$0"; sleep 0.05', EFFECTS] }
                - { id: two, run: [sh, -c, 'echo "$PATCHBAY_RUN $PATCHBAY_TASK_ID" >> "$0"; sleep 0.2', EFFECTS] }
            - name: deploy
              tasks:
                - { id: three, run: [sh, -c, 'echo "$PATCHBAY_RUN $PATCHBAY_TASK_ID" >> "$0"; sleep 0.05', EFFECTS] }
          """,
          "slow",
          """
          workspace: none
          run: [sh, -c, 'echo "$PATCHBAY_RUN $PATCHBAY_TASK_ID" >> "$0"; sleep 600 & sleep 0.8; kill $!', EFFECTS]
          """);

  Path home() {
    return folder.resolve("home");
  }

  Path ledger() {
    return folder.resolve("ledger.txt");
  }

  /** Where tasks leave a line. */
  Path effects() {
    return folder.resolve("effects.txt");
  }

  Path output(String life) {
    return folder.resolve("life-" + life + ".txt");
  }

  Path bare(String repository) {
    return folder.resolve(repository + ".git");
  }

  Path clone(String repository) {
    return folder.resolve(repository + "-clone");
  }

  /** Everything that has to be there before the first life. */
  List<Path> build() throws IOException {
    Files.createDirectories(home().resolve("plugins"));
    Files.createFile(ledger());
    Files.createFile(effects());
    for (String repository : REPOSITORIES) {
      Git git = new Git(folder);
      git.run("init", "-q", "--bare", "--initial-branch=main", bare(repository).toString());
      git.run("clone", "-q", bare(repository).toString(), clone(repository).toString());
      Git clone = new Git(clone(repository));
      clone.run("checkout", "-q", "-B", "main");
      clone.run("config", "gc.auto", "0");
      Path jobs = Files.createDirectories(clone(repository).resolve(".patchbay/jobs"));
      for (Map.Entry<String, String> job : JOBS.entrySet()) {
        Files.writeString(
            jobs.resolve(job.getKey() + ".yaml"),
            job.getValue().replace("EFFECTS", effects().toString()));
      }
      clone.run("add", "-A");
      clone.run("commit", "-q", "-m", "Begin");
      clone.run("push", "-q", "origin", "main");
    }
    List<Path> jars = new ArrayList<>();
    for (String version : List.of("1.0.0", "2.0.0", "3.0.0")) {
      jars.add(Fixtures.bundle(Ledger.class, version, folder));
    }
    Files.copy(jars.getFirst(), home().resolve("plugins/ledger.jar"));
    configure("label-0", 5);
    return jars;
  }

  void configure(String label, int tick) throws IOException {
    Path next = folder.resolve("next.yaml");
    Files.writeString(
        next,
        """
        repositories:
          - path: %s
          - path: %s
        daemon: { tick: %ds, reconcile: 1s, drain: 5s }
        plugins:
          ledger: { file: '%s', label: %s }
        """
            .formatted(bare(PLAIN), bare(HOOKED), tick, ledger(), label));
    Files.move(
        next,
        home().resolve("patchbay.yaml"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}
