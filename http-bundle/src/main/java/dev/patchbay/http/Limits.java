package dev.patchbay.http;

import java.time.Duration;

/**
 * How much a client asks of its service.
 *
 * @param requestsPerSecond at most so many begin within a second
 * @param failures so many faults in a row, and the service is left alone
 * @param pause for so long; then it is asked again
 * @param successes so many good answers in a row, and all is as before
 */
record Limits(int requestsPerSecond, int failures, Duration pause, int successes) {
  static final Limits USUAL = new Limits(5, 5, Duration.ofSeconds(60), 2);

  Limits {
    if (requestsPerSecond < 1 || failures < 1 || successes < 1) {
      throw new IllegalArgumentException("a limit has to be at least 1");
    }
  }

  Limits withRequestsPerSecond(int atMost) {
    return new Limits(atMost, failures, pause, successes);
  }
}
