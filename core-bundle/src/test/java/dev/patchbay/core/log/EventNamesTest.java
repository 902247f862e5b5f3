package dev.patchbay.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.GateChecked;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.JobCancelled;
import dev.patchbay.api.event.JobFailed;
import dev.patchbay.api.event.JobSucceeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class EventNamesTest {
  @Test
  public void everyRecordHasOneName() {
    List<Class<? extends Event>> records = new ArrayList<>(Samples.records());
    records.remove(CustomEvent.class);
    assertThat(EventNames.KNOWN)
        .extracting(EventNames.Known::record)
        .containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  public void nameMeansAllItsTypesAndJobErrorTheFailedOnes() {
    assertThat(EventNames.records("event:detected"))
        .hasSize(6)
        .allMatch(GitEvent.class::isAssignableFrom);
    assertThat(EventNames.records("job:after"))
        .containsExactlyInAnyOrder(JobSucceeded.class, JobFailed.class, JobCancelled.class);
    assertThat(EventNames.records("job:error")).containsExactly(JobFailed.class);
  }

  @Test
  public void everyAliasMeansSomething() {
    assertThat(EventNames.records("quality_gate_run")).containsExactly(GateChecked.class);
    assertThat(EventNames.all()).allMatch(name -> !EventNames.records(name).isEmpty());
  }

  @Test
  public void anUnknownNameMeansNothing() {
    assertThat(EventNames.records("level:completed")).isEmpty();
  }
}
