package dev.patchbay.core.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.LevelCompleted;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.log.DeadLetters;
import dev.patchbay.core.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class CommandHooksTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Rule public final BoardFixture fixture = new BoardFixture();

  private @Nullable Lanes lanes;
  private @Nullable CommandHooks hooks;

  @Before
  public void start() {
    Lanes started = new Lanes(fixture.board(), fixture.store(), fixture.log());
    started.start();
    lanes = started;
    hooks =
        new CommandHooks(
            started,
            new Processes(),
            Map.of("PATH", "/usr/bin:/bin"),
            fixture.home().resolve("logs/hooks"),
            run -> run.equals("r") ? Map.of("branch", "main", "commit", "abc") : Map.of());
  }

  @After
  public void close() {
    hooks().close();
    Objects.requireNonNull(lanes).close();
  }

  private CommandHooks hooks() {
    return Objects.requireNonNull(hooks);
  }

  @Test
  public void theCommandGetsTheEventOnItsInputItsValuesAsOneArgumentAndInItsEnvironment()
      throws Exception {
    configure(
        """
        hooks:
          - event: level:complete
            command: [sh, -c, 'cat > in.json; echo "$1" > argument; echo "$PATCHBAY_FEATURE" > variable', x, 'Level {level} of {feature}']
        """);
    append(header -> new LevelCompleted(header, "r", "j", "$(id) ; x", 2, "two", 1, SOON, true));
    await().atMost(SOON).until(() -> Files.exists(fixture.home().resolve("variable")));
    await().atMost(SOON).until(() -> read("variable").endsWith("\n"));
    assertThat(read("argument")).isEqualTo("Level 2 of $(id) ; x\n");
    assertThat(read("variable")).isEqualTo("$(id) ; x\n");
    assertThat(read("in.json")).contains("\"name\":\"level:complete\"").contains("\"level\":2");
  }

  @Test
  public void theEventsOfARunsStepsHaveItsBranchAndCommit() throws Exception {
    configure(
        """
        hooks:
          - event: level:complete
            command: [sh, -c, 'echo "$1 $PATCHBAY_BRANCH" >> told', x, '{job} {branch} {commit}']
        """);
    append(header -> new LevelCompleted(header, "r", "j", "f", 1, "one", 1, SOON, true));
    append(header -> new LevelCompleted(header, "unknown", "k", "f", 1, "one", 1, SOON, true));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(lines("told")).containsExactly("j main abc main", "k   "));
  }

  @Test
  public void aCommandThatFailsLeavesADeadLetterWithWhatItSaid() throws Exception {
    configure(
        """
        hooks:
          - { event: 'level:complete', command: [sh, -c, 'echo broken; exit 3'] }
        """);
    append(header -> new LevelCompleted(header, "r", "j", "f", 1, "one", 1, SOON, true));
    DeadLetters letters = new DeadLetters(fixture.store());
    await().atMost(SOON).until(() -> letters.list().size() == 1);
    assertThat(letters.list().getFirst().error()).contains("exit code 3").contains("broken");
  }

  @Test
  public void aCommandKeepsItsPlaceWhileItIsConfiguredAndEndsWithIt() throws Exception {
    String yaml =
        "hooks:\n  - { event: 'level:complete', command: [sh, -c, 'echo {level} >> told'] }\n";
    configure(yaml);
    append(header -> new LevelCompleted(header, "r", "j", "f", 1, "one", 1, SOON, true));
    await().atMost(SOON).until(() -> lines("told").equals(List.of("1")));
    configure(yaml + "  - { event: 'level:start', command: 'true' }\n");
    append(header -> new LevelCompleted(header, "r", "j", "f", 2, "two", 1, SOON, true));
    await().atMost(SOON).until(() -> lines("told").equals(List.of("1", "2")));
    configure(
        "hooks:\n  - { event: 'level:complete', command: [sh, -c, 'echo {level} >> other'] }\n");
    append(header -> new LevelCompleted(header, "r", "j", "f", 3, "three", 1, SOON, true));
    await().atMost(SOON).until(() -> lines("other").equals(List.of("3")));
    assertThat(lines("told")).containsExactly("1", "2");
  }

  private void configure(String yaml) throws Exception {
    hooks().configure(fixture.configure(yaml));
  }

  private <E extends Event> void append(Function<EventHeader, E> event) {
    fixture.store().write(tx -> fixture.log().append(tx, "", event));
  }

  private String read(String file) throws Exception {
    return Files.readString(fixture.home().resolve(file));
  }

  private List<String> lines(String file) throws Exception {
    Path path = fixture.home().resolve(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }
}
