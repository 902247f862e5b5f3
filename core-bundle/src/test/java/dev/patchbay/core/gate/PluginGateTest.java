package dev.patchbay.core.gate;

import static dev.patchbay.api.event.GateOutcome.ERROR;
import static dev.patchbay.api.event.GateOutcome.FAIL;
import static dev.patchbay.api.event.GateOutcome.PASS;
import static dev.patchbay.api.event.GateOutcome.SKIP;
import static dev.patchbay.api.event.GateOutcome.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.gate.Finding;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.core.config.GateCommand;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.job.GateEntry;
import dev.patchbay.core.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class PluginGateTest {

  @Rule public final BoardFixture fixture = new BoardFixture();

  private Gates gates;
  private Path log;

  @Before
  public void plug() throws Exception {
    gates = new Gates(new Processes(), List::of, fixture.board()::gates);
    log = fixture.home().resolve("level-1.log");
    fixture.plug("moody", "1.0.0");
  }

  @Test
  public void whatAGateSaysIsItsResult() throws Exception {
    GateResult content = asked("content");
    assertThat(content.result()).isEqualTo(PASS);
    assertThat(content.stdout()).isEqualTo("level 1 of verify");
    assertThat(content.required()).isTrue();
    assertThat(content.json()).containsEntry("exitCode", 0).doesNotContainKey("command");

    GateResult strict = asked("strict");
    assertThat(strict.result()).isEqualTo(FAIL);
    assertThat(strict.stderr()).isEqualTo("two flaws");
    assertThat(strict.stops()).isTrue();
    assertThat(strict.findings()).extracting(Finding::message).containsExactly("hole", "smell");
    assertThat(log).content().contains("critical src/A.java:7 hole", "moody FAIL two flaws");

    GateResult indifferent = asked("indifferent");
    assertThat(indifferent.result()).isEqualTo(SKIP);
    assertThat(indifferent.stops()).isFalse();
  }

  @Test
  public void aGateThatThrowsOrSaysNothingIsAnError() throws Exception {
    GateResult thrown = asked("foul");
    assertThat(thrown.result()).isEqualTo(ERROR);
    assertThat(thrown.message()).contains("moody", "out of sorts");
    assertThat(thrown.stops()).isTrue();
    assertThat(log).content().contains("at dev.patchbay.fixture.moody.Moody.check");

    GateResult silent = asked("silent");
    assertThat(silent.result()).isEqualTo(ERROR);
    assertThat(silent.message()).contains("returned null");
  }

  @Test
  public void aGateThatDoesNotAnswerTimesOut() throws Exception {
    GateResult absent = gates.run(request("absent", Duration.ofMillis(500)));
    assertThat(absent.result()).isEqualTo(TIMEOUT);
    assertThat(absent.stops()).isTrue();
  }

  @Test
  public void aCancelledRunDoesNotWaitForAGate() throws Exception {
    Thread.currentThread().interrupt();
    boolean interrupted = false;
    try {
      gates.run(request("absent", Duration.ofMinutes(5)));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    assertThat(interrupted).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  public void aGateThatIsRemovedIsMissingAndNamed() throws Exception {
    assertThat(gates.names()).containsExactly("moody");
    Gates none = new Gates(new Processes(), List::of, Map::of);
    GateResult result = none.run(request("content", Duration.ofSeconds(5)));
    assertThat(result.result()).isEqualTo(ERROR);
    assertThat(result.message()).contains("no gate 'moody'");
    assertThat(result.stops()).isTrue();
  }

  @Test
  public void aCommandOfTheSameNameComesFirst() throws Exception {
    GateCommand command =
        new GateCommand("moody", List.of("true"), false, Duration.ofSeconds(5), 1);
    Gates both = new Gates(new Processes(), () -> List.of(command), fixture.board()::gates);
    assertThat(both.names()).containsExactly("moody");
    assertThat(both.run(request("strict", Duration.ofSeconds(30))).command()).isEqualTo("true");
  }

  private GateResult asked(String mood) throws InterruptedException {
    return gates.run(request(mood, Duration.ofSeconds(30)));
  }

  private GateRequest request(String mood, Duration timeout) {
    GateContext context =
        new GateContext("verify", "run-1", "", 1, fixture.home(), "c0", List.of(), Map.of());
    GateEntry entry =
        new GateEntry("moody", Optional.empty(), Map.of("mood", mood), Optional.of(timeout), 1);
    return new GateRequest(context, entry, Map.of(), Map.of(), log);
  }
}
