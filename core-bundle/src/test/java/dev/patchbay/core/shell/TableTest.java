package dev.patchbay.core.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

public class TableTest {
  private final Spoken call = new Spoken(Path.of("/"), List.of());

  @Test
  public void columnsStandUnderOneAnotherWhateverIsInThem() {
    new Table("JOB", "STATE")
        .row("bauen", "a")
        .row("構築", "b")
        .row("🚀x", "c")
        .row("e\u0301te", "d")
        .print(call);
    assertThat(call.printed().lines())
        .containsExactly("JOB    STATE", "bauen  a", "構築   b", "🚀x    c", "e\u0301te    d");
  }

  @Test
  public void whatIsCutTakesNoMoreCellsThanThereAre() {
    assertThat(DisplayWidth.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(DisplayWidth.cut("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(DisplayWidth.cut("構築構築", 6)).isEqualTo("構築…");
    assertThat(DisplayWidth.cut("🚀🚀🚀", 6)).isEqualTo("🚀🚀🚀");
  }
}
