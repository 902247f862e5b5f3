package dev.patchbay.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.Test;

public class FailureTest {
  @Test
  public void whatIsKeptOfAnExceptionIsBoundedWhateverThePluginMakesOfIt() {
    Failure failure = Failure.threw("big: main", endless(new StackOverflowError(), 20), true);
    assertThat(failure.message()).startsWith("big: main failed: ").hasSizeLessThan(5_000);
    assertThat(failure.detail()).contains("Caused by: ").hasSizeLessThan(100_000);
  }

  @Test
  public void whereItWasThrownAndWhyIsKept() {
    Failure failure =
        Failure.threw("small: main", new IllegalStateException("top", new Error("bottom")), true);
    assertThat(failure.message()).isEqualTo("small: main failed: " + thrown("top"));
    assertThat(failure.detail())
        .startsWith(thrown("top"))
        .contains("\tat " + FailureTest.class.getName(), "Caused by: java.lang.Error: bottom");
  }

  private static String thrown(String message) {
    return IllegalStateException.class.getName() + ": " + message;
  }

  private static Throwable endless(Throwable inner, int depth) {
    StackTraceElement[] deep = new StackTraceElement[1024];
    Arrays.fill(deep, new StackTraceElement("Some", "method", "Some.java", 1));
    Throwable outer = new IllegalStateException("x".repeat(1 << 20), inner);
    outer.setStackTrace(deep);
    return depth == 0 ? outer : endless(outer, depth - 1);
  }
}
