package dev.patchbay.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.GateOutcome;
import dev.patchbay.api.event.Trigger;
import dev.patchbay.api.gate.GateContext;
import dev.patchbay.api.gate.Verdict;
import dev.patchbay.api.guard.JobRequest;
import dev.patchbay.api.worker.TaskBrief;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GuideTest {
  private static final Path GUIDE = Path.of("../../docs/plugin-guide.md");
  private static final Path TESTS = Path.of("src/test/java/dev/patchbay/guide");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theGuideShowsWhatIsCompiledHere() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(guide)
        .contains(
            Files.readString(Path.of("src/main/java/dev/patchbay/webhook/WebhookAlerts.java")))
        .contains(Files.readString(Path.of("pom.xml")));
    for (String example : List.of("TodoGate", "MainOnly", "HouseRules")) {
      String source = Files.readString(TESTS.resolve(example + ".java"));
      assertThat(guide).contains(source.substring(source.indexOf("/**")));
    }
  }

  @Test
  public void theGateFailsWhileSomethingIsLeft() throws IOException {
    Path cwd = folder.getRoot().toPath();
    Files.writeString(cwd.resolve("a.txt"), "TODO: write it");
    Files.write(cwd.resolve("b.bin"), new byte[] {(byte) 0xff, 0});
    Verdict verdict = new TodoGate().check(context(cwd, "a.txt", "b.bin", "gone.txt"));
    assertThat(verdict.outcome()).isEqualTo(GateOutcome.FAIL);
    assertThat(verdict.findings()).hasSize(1);
    assertThat(new TodoGate().check(context(cwd, "b.bin")).outcome()).isEqualTo(GateOutcome.PASS);
  }

  @Test
  public void theGuardAdmitsMainAlone() {
    assertThat(new MainOnly().admit(request("main")).admitted()).isTrue();
    assertThat(new MainOnly().admit(request("other")).reason()).contains("this one is on other");
  }

  @Test
  public void theBriefNamesTheTask() {
    TaskBrief brief =
        new TaskBrief(
            "r1", "verify", "", 1, "t1", "Parse", "", "app", "c0ffee", Path.of("."), List.of());
    assertThat(new HouseRules().describe(brief)).contains("t1");
  }

  private static GateContext context(Path cwd, String... changed) {
    return new GateContext("verify", "r1", "", 1, cwd, "c0ffee", List.of(changed), Map.of());
  }

  private static JobRequest request(String branch) {
    return new JobRequest(
        "r1", "verify", "app", "c0ffee", branch, new Trigger("push", "e1"), Map.of(), Map.of());
  }
}
