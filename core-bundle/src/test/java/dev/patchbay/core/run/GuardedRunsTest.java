package dev.patchbay.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.JobDenied;
import dev.patchbay.api.event.JobSucceeded;
import dev.patchbay.api.guard.Admission;
import dev.patchbay.api.guard.JobRequest;
import dev.patchbay.api.query.Receipt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GuardedRunsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RunsFixture fixture;

  @After
  public void end() {
    fixture.close();
  }

  @Before
  public void begin() {
    fixture = new RunsFixture(folder.getRoot().toPath()).start();
    fixture.job("deploy", "on: { pushTo: main }\nenv: { STAGE: test }\nrun: 'true'\n");
  }

  @Test
  public void aDeniedRunLeavesAReceiptAndNoTask() {
    fixture.guards.put("keys", request -> Admission.deny("the key is unknown"));
    fixture.processed();
    JobDenied denied = fixture.one(JobDenied.class);
    assertThat(denied.guard()).isEqualTo("keys");
    assertThat(denied.reason()).isEqualTo("the key is unknown");
    assertThat(fixture.names()).doesNotContain("job:before", "task:start", "lock:acquire");
    assertThat(fixture.receipts()).extracting(Receipt::status).containsExactly("denied");
    assertThat(fixture.receipts().get(0).json().get("error"))
        .isEqualTo(Map.of("message", denied.reason()));
  }

  @Test
  public void aConfiguredGuardThatIsAbsentDenies() {
    fixture.close();
    fixture = new RunsFixture(folder.getRoot().toPath(), "guards: [api-key-auth]\n").start();
    assertThat(fixture.submit("deploy", Map.of())).isEqualTo(RunStatus.DENIED);
    assertThat(fixture.one(JobDenied.class).guard()).isEqualTo("api-key-auth");
  }

  @Test
  public void aGuardThatAnswersNullDenies() {
    fixture.guards.put("broken", request -> null);
    assertThat(fixture.submit("deploy", Map.of())).isEqualTo(RunStatus.DENIED);
  }

  @Test
  public void oneDenialAmongAdmissionsDenies() {
    fixture.guards.put("a", request -> Admission.admit("ada"));
    fixture.guards.put("b", request -> Admission.deny("no"));
    fixture.guards.put("c", request -> Admission.admit("cleo"));
    assertThat(fixture.submit("deploy", Map.of())).isEqualTo(RunStatus.DENIED);
  }

  @Test
  public void guardsSeeTheSecretsOfARunByHandAndNameItsPrincipal() {
    List<JobRequest> requests = new CopyOnWriteArrayList<>();
    fixture.guards.put(
        "keys",
        request -> {
          requests.add(request);
          return Admission.admit("ada");
        });
    assertThat(fixture.submit("deploy", Map.of("token", "hunter2"))).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(requests).hasSize(1); // at submission, and not again when the run starts
    assertThat(requests.get(0).payload()).isEqualTo(Map.of("token", "hunter2"));
    assertThat(requests.get(0).environment()).isEqualTo(Map.of("STAGE", "test"));
    assertThat(fixture.one(JobSucceeded.class).context().principal()).isEqualTo("ada");
    assertThat(fixture.receipts().get(0).line())
        .contains("\"principal\":\"ada\"")
        .doesNotContain("hunter2");
  }
}
