package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.JobDenied;
import dev.patchbay.api.event.TaskStarted;
import dev.patchbay.api.query.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A guard that is to be there, and is not. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GuardIT {
  @Inject private BundleContext context;

  @Configuration
  public Option[] framework() {
    return Framework.of(Scratch.empty("guard"), "guards: [api-key-auth]\n");
  }

  @Test
  public void anAbsentGuardDeniesEveryRunAndNoTaskStarts() {
    Inside daemon = Inside.of(context);
    Path proof = daemon.scratch().folder().resolve("it-ran");
    String commit =
        daemon.repository().job("proof", "on: { pushTo: main }\nrun: [touch, " + proof + "]\n");
    // Two jobs match the push: this one and the one that does nothing.
    List<Receipt> receipts = daemon.receipts(commit, 2);
    assertThat(receipts).extracting(Receipt::status).containsOnly("denied");
    assertThat(receipts).extracting(Receipt::job).containsExactlyInAnyOrder("nothing", "proof");

    List<Event> events = daemon.events(0);
    assertThat(events).hasAtLeastOneElementOfType(JobDenied.class);
    assertThat(events)
        .filteredOn(event -> event instanceof JobDenied)
        .allSatisfy(
            event -> {
              JobDenied denied = (JobDenied) event;
              assertThat(denied.guard()).isEqualTo("api-key-auth");
              assertThat(denied.reason()).isNotEmpty();
            });
    assertThat(events).doesNotHaveAnyElementsOfTypes(TaskStarted.class);
    assertThat(Files.exists(proof)).isFalse();
    // A receipt can be found before it is in the note.
    await()
        .atMost(Inside.SOON)
        .until(() -> daemon.repository().receipts(commit), lines -> lines.size() == 2);
    assertThat(daemon.repository().receipts(commit))
        .allSatisfy(line -> assertThat(line).contains("\"status\":\"denied\""));
  }
}
