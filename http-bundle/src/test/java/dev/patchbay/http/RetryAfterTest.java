package dev.patchbay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.Test;

public class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  public void secondsAndDatesAreUnderstood() {
    assertThat(RetryAfter.parse(" 30 ", NOW)).contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:02:00 GMT", NOW))
        .contains(Duration.ofMinutes(2));
  }

  @Test
  public void aDateInThePastIsNow() {
    assertThat(RetryAfter.parse("Wed, 31 Dec 2025 23:00:00 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  public void absurdTimesAreBounded() {
    assertThat(RetryAfter.parse("99999999999999999999999", NOW)).contains(Duration.ofDays(1));
    assertThat(RetryAfter.parse("Fri, 01 Jan 2027 00:00:00 GMT", NOW)).contains(Duration.ofDays(1));
  }

  @Test
  public void anythingElseIsNothing() {
    assertThat(RetryAfter.parse("", NOW)).isEmpty();
    assertThat(RetryAfter.parse("-5", NOW)).isEmpty();
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
  }
}
