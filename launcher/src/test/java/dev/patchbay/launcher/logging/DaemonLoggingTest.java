package dev.patchbay.launcher.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileSnapshot;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Whose line goes where. */
public class DaemonLoggingTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Logger log = LoggerFactory.getLogger("com.example.Chat");

  @Before
  public void install() {
    DaemonLogging.into(folder.getRoot().toPath());
  }

  @After
  public void restore() {
    MDC.clear();
    System.setOut(out);
    System.setErr(err);
  }

  private List<String> lines(String file) throws IOException {
    Path path = folder.getRoot().toPath().resolve("logs").resolve(file);
    return Files.readAllLines(path);
  }

  @Test
  public void theDaemonsLinesAreInItsLog() throws IOException {
    log.info("all {}", "well");
    assertThat(lines("patchbay.log")).singleElement().asString().endsWith("Z INFO all well");
  }

  /** A folder below a link to itself cannot be looked at by anybody, not even by root. */
  @Test
  public void whatJgitCannotLookAtIsLeftToTheDaemonToSay() throws IOException {
    Path loop = folder.getRoot().toPath().resolve("loop");
    Files.createSymbolicLink(loop, loop);
    FileSnapshot.save(loop.resolve("refs").toFile());
    assertThat(lines("patchbay.log")).isEmpty();
  }

  @Test
  public void everyLineOfAPluginNamesIt() throws IOException {
    MDC.put("plugin", "chat~team-b");
    log.warn("first\nsecond", new IllegalStateException("why"));
    assertThat(lines("plugins/chat~team-b.log"))
        .hasSizeGreaterThan(3)
        .allMatch(line -> line.startsWith("[chat~team-b] "));
    assertThat(lines("patchbay.log")).as("somebody must look").hasSizeGreaterThan(3);
  }

  @Test
  public void whatAPluginSaysInPassingStaysInItsOwnLog() throws IOException {
    MDC.put("plugin", "chat");
    log.info("chatter");
    assertThat(lines("plugins/chat.log")).hasSize(1);
    assertThat(lines("patchbay.log")).isEmpty();
  }

  @Test
  public void aPluginThatWarnsWithoutEndDoesNotFillTheDaemonsLog() throws IOException {
    MDC.put("plugin", "chat");
    for (int i = 0; i < 1000; i++) {
      log.warn("and again");
    }
    log.error("also this");
    MDC.remove("plugin");
    log.info("the daemon's own");
    assertThat(lines("plugins/chat.log")).hasSize(1001);
    assertThat(lines("patchbay.log"))
        .hasSize(202)
        .element(200)
        .asString()
        .startsWith("[chat] ")
        .endsWith("more warnings of chat are in its own log alone for a minute");
    assertThat(lines("patchbay.log").getLast()).endsWith("the daemon's own");
  }

  @Test
  public void aFloodIsCutOffAndSaysSo() {
    Restraint restraint = new Restraint(3, Duration.ofSeconds(1));
    assertThat(List.of(0, 10, 20, 30, 999, 1000, 1001, 1002, 500))
        .extracting(now -> restraint.judge(now + 5000L))
        .containsExactly(
            Restraint.Verdict.PASSES,
            Restraint.Verdict.PASSES,
            Restraint.Verdict.LAST,
            Restraint.Verdict.DROPPED,
            Restraint.Verdict.DROPPED,
            Restraint.Verdict.PASSES,
            Restraint.Verdict.PASSES,
            Restraint.Verdict.LAST,
            Restraint.Verdict.PASSES);
  }

  @Test
  public void whatTheDaemonSaysOfAPluginIsNotDrownedByIt() throws IOException {
    MDC.put("plugin", "chat");
    for (int i = 0; i < 300; i++) {
      log.warn("and again");
    }
    LoggerFactory.getLogger(DaemonLogging.class).warn("refused: chat called System.exit");
    assertThat(lines("patchbay.log").getLast()).endsWith("refused: chat called System.exit");
  }

  @Test
  public void whatAPluginPrintsIsInItsLog() throws IOException {
    MDC.put("plugin", "chat");
    System.out.print("half ");
    System.out.println("whole");
    assertThat(lines("plugins/chat.log")).singleElement().asString().endsWith("half whole");
  }

  @Test
  public void aPluginsNameLeadsToNoOtherFolder() throws IOException {
    MDC.put("plugin", "../../evil");
    log.info("here");
    assertThat(lines("plugins/.._.._evil.log")).hasSize(1);
  }
}
