package dev.patchbay.core.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class ChildrenTest {
  private final Children children = new Children();

  @Test(timeout = 10_000)
  public void aStartThatBrokeOffDoesNotHoldUpTheNext() throws Exception {
    IllegalStateException broken = new IllegalStateException("no environment");
    assertThatThrownBy(
            () ->
                children.startOnce(
                    "one",
                    () -> {
                      throw broken;
                    }))
        .isSameAs(broken);
    AtomicInteger starts = new AtomicInteger();
    assertThatThrownBy(
            () ->
                children.startOnce(
                    "one",
                    () -> {
                      starts.incrementAndGet();
                      throw new LauncherException("no such program");
                    }))
        .hasMessage("no such program");
    assertThat(starts).hasValue(1);
  }
}
