package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** The copy of the board for other programs, whatever becomes of the figures in it. */
public class BoardFileTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Rule public final BoardFixture fixture = new BoardFixture();

  @Test
  public void aStoreThatDoesNotAnswerHoldsUpNeitherTheBoardNorTheFile() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    fixture
        .board()
        .figures(
            plugins -> {
              try {
                answer.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return withLag(plugins, 7);
            });
    fixture.plug("counting", "1.0.0");
    assertThat(fixture.plug("counting", "2.0.0").accepted()).isTrue();
    await().atMost(SOON).until(() -> file().contains("\"name\" : \"counting\""));
    assertThat(file()).contains("\"lag\" : 0");
    answer.countDown();
    await().atMost(SOON).until(() -> file().contains("\"lag\" : 7"));
    assertThat(file()).contains("\"version\" : \"2.0.0\"");
  }

  @Test
  public void aStoreThatFailsLeavesTheFiguresAsTheyWere() throws Exception {
    fixture.board().figures(plugins -> withLag(plugins, 7));
    fixture.plug("counting", "1.0.0");
    await().atMost(SOON).until(() -> file().contains("\"lag\" : 7"));
    Path other = fixture.home().resolve("other.db");
    Store closed = Store.open(other, List.of());
    closed.close();
    fixture
        .board()
        .figures(plugins -> closed.read(tx -> tx.list("SELECT 1", row -> plugins.getFirst())));
    fixture.board().stop("counting").get(30, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> file().contains("\"state\" : \"stopped\""));
    assertThat(file()).contains("\"lag\" : 7");
  }

  private String file() throws IOException {
    Path file = fixture.home().resolve("state/plugins.json");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static List<PluginInfo> withLag(List<PluginInfo> plugins, long lag) {
    return plugins.stream()
        .map(
            one ->
                new PluginInfo(
                    one.name(),
                    one.instance(),
                    one.types(),
                    one.version(),
                    one.bundle(),
                    one.state(),
                    one.reason(),
                    one.health(),
                    lag,
                    one.delivered(),
                    one.failed(),
                    one.since()))
        .toList();
  }
}
