package dev.patchbay.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.Test;

public final class BoundedPatternTest {
  private static boolean find(String pattern, String text) {
    return BoundedPattern.of(pattern).find(text, Budget.endless());
  }

  @Test
  public void expressionsAreFoundAnywhere() {
    assertThat(find("fix(es)? #[0-9]+", "this fixes #12, I hope")).isTrue();
    assertThat(find("^fix", "prefix")).isFalse();
    assertThat(find("(?i)RELEASE", "a release")).isTrue();
    assertThat(find("[ch]at{2}", "hatt")).isTrue();
    assertThat(find("\\p{L}+ö", "schön")).isTrue();
  }

  @Test
  public void brokenAndUnsupportedExpressionsAreRefusedWithTheReason() {
    assertThatThrownBy(() -> BoundedPattern.of("a(")).hasMessageContaining("missing closing )");
    assertThatThrownBy(() -> BoundedPattern.of("(?=a)")).hasMessageContaining("RE2 syntax");
    assertThatThrownBy(() -> BoundedPattern.of("\\Qa\\E")).hasMessageContaining("escape each");
    assertThatThrownBy(() -> BoundedPattern.of("")).hasMessageContaining("1 to 1000");
    assertThatThrownBy(() -> BoundedPattern.of("a".repeat(1001))).hasMessageContaining("1 to 1000");
  }

  @Test
  public void repetitionsThatWouldFillTheMemoryAreRefused() {
    for (String hostile :
        List.of(
            "((a{1000}){1000}){1000}",
            "(x{999}y{0,999}){900}",
            "(\\(a[)]{500}){500}",
            "(?:a{2}){2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}{2}",
            "(((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9}")) {
      assertThatThrownBy(() -> BoundedPattern.of(hostile))
          .as(hostile)
          .hasMessageContaining("multiply to more than");
    }
    assertThat(find("[0-9]{4}-[0-9]{2}-[0-9]{2}", "on 2026-01-01")).isTrue();
    assertThat(PatternWeight.of("[]{5}]{3}")).isEqualTo(6);
    assertThat(PatternWeight.of("a{,5}")).isGreaterThan(1);
  }

  @Test(timeout = 60_000)
  public void hostileTextsEndInTime() {
    String text = "a".repeat(60_000) + "!";
    assertThat(find("(a+)+$", text)).isFalse();
    assertThat(find("(a|a)*b", text)).isFalse();
    assertThat(find("(a|aa)+$", text)).isFalse();
    assertThat(find("(.*)(.*)(.*)(.*)(.*)x", text)).isFalse();
  }

  @Test(timeout = 60_000)
  public void aSearchThatCostsTooMuchIsGivenUp() {
    BoundedPattern pattern = BoundedPattern.of("(a{0,40}){0,40}b");
    Budget budget = new Budget(50_000_000);
    assertThatThrownBy(() -> pattern.find("a".repeat(1_000_000), budget))
        .isInstanceOf(Budget.Spent.class);
  }
}
