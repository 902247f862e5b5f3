package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.itest.fixture.hoarding.Hoarding;
import dev.patchbay.itest.fixture.ledger.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plugin that fills the heap of a daemon as it is shipped, bit by bit. */
public class HeapIT {
  private static final int TAGS = 200;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String SMALL = "-Xmx64m";

  private final Scratch scratch = Scratch.empty("heap");
  private final Asked asked = new Asked(scratch);

  @Test
  public void theDaemonEndsItselfAndAfterwardsNothingIsLost() throws Exception {
    Files.writeString(
        scratch.configuration(), "plugins: { ledger: { file: '" + scratch.recorded() + "' } }\n");
    for (Class<?> plugin : Set.of(Ledger.class, Hoarding.class)) {
      Path jar = Fixtures.bundle(plugin, "1.0.0", scratch.jars());
      Files.copy(jar, scratch.plugins().resolve(jar.getFileName()));
    }
    Repository repository = Repository.create(scratch.folder());
    String commit;
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "first", SMALL)) {
      commit = repository.push("Before it is full");
      repository.tag("filled", TAGS);
      await().atMost(LONG).until(() -> !daemon.isAlive());
      assertThat(daemon.exit()).isEqualTo(1);
      assertThat(daemon.printed()).contains("patchbay: the heap is exhausted");
    }
    assertThat(Files.readString(scratch.home().resolve("logs/patchbay.log")))
        .contains("patchbay: the heap is exhausted");

    Files.delete(scratch.plugins().resolve("hoarding-1.0.0.jar"));
    try (RunningDaemon daemon = RunningDaemon.up(scratch, "second", SMALL)) {
      await().atMost(LONG).until(() -> tags() == TAGS);
      String later = repository.push("After it was full");
      for (String pushed : Set.of(commit, later)) {
        await().atMost(Inside.SOON).until(() -> repository.receipts(pushed).size() == 1);
      }
      long last = events().get(events().size() - 1).path("seq").asLong();
      await().atMost(LONG).untilAsserted(() -> assertThat(told()).contains(last));
      // What was tried in a heap without room and given up can be looked at and told again.
      Set<Long> all = new TreeSet<>(told());
      for (JsonNode letter : json("dead-letters", "deadLetters")) {
        if (letter.path("plugin").asString().equals("ledger")) {
          all.add(letter.path("seq").asLong());
        }
      }
      long first = told().stream().mapToLong(Long::longValue).min().orElseThrow();
      assertThat(all)
          .containsAll(LongStream.rangeClosed(first, last).boxed().collect(Collectors.toSet()));
      daemon.terminate();
      assertThat(daemon.exit()).isZero();
    }
  }

  private Set<Long> told() throws IOException {
    return Files.readAllLines(scratch.recorded()).stream()
        .map(line -> Long.parseLong(line.split(" ")[3]))
        .collect(Collectors.toSet());
  }

  private long tags() {
    long tags = 0;
    for (JsonNode event : events()) {
      tags += event.path("type").asString("").equals("tag") ? 1 : 0;
    }
    return tags;
  }

  private JsonNode events() {
    return json("events", "events");
  }

  private JsonNode json(String command, String list) {
    return new JsonMapper().readTree(asked.text(command, "--json")).get(list);
  }
}
