package dev.patchbay.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;

public final class NearestTest {
  @Test
  public void swappedMissingAndWrongLettersCountOnce() {
    assertThat(Nearest.distance("push", "pusj")).isEqualTo(1);
    assertThat(Nearest.distance("push", "psuh")).isEqualTo(1);
    assertThat(Nearest.distance("push", "puh")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
  }

  @Test
  public void theNearestNameIsFoundWhateverItsCase() {
    List<String> known = List.of("pushTo", "mergeTo", "pathChanged", "subprocess");
    assertThat(Nearest.to("pushto", known)).contains("pushTo");
    assertThat(Nearest.to("pathsChanged", known)).contains("pathChanged");
    assertThat(Nearest.to("sub", known)).contains("subprocess");
    assertThat(Nearest.to("something", known)).isEmpty();
    assertThat(Nearest.hint("subprocess", known)).isEmpty();
    assertThat(Nearest.to("rn", List.of("on", "run"))).contains("run");
    assertThat(Nearest.hint("x".repeat(10_000), known)).isEmpty();
  }

  @Test
  public void durationsAreReadAndWritten() {
    for (String text : List.of("0s", "500ms", "5s", "10m", "1h", "30d", "90s", "25h")) {
      assertThat(Durations.parse(text).map(Durations::text)).contains(text);
    }
    assertThat(Durations.parse("90")).contains(Duration.ofSeconds(90));
    assertThat(Durations.text(Duration.ofDays(2))).isEqualTo("2d");
    for (String text : List.of("", "5 s", "-5s", "5y", "1.5h", "9999999999s", "s")) {
      assertThat(Durations.parse(text)).as(text).isEmpty();
    }
  }
}
