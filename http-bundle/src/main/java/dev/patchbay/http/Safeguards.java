package dev.patchbay.http;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RateLimitExceededException;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a client from asking too often, and from asking a service at all that has just failed again
 * and again. What is repeatable is tried again inside of that.
 */
final class Safeguards {
  private static final Logger LOG = LoggerFactory.getLogger(Safeguards.class);
  private static final Duration NONE = Duration.ofNanos(-1);

  private final Settings settings;
  private final Exchange exchange;
  private final CircuitBreaker<Answer> breaker;
  private final FailsafeExecutor<Answer> once;
  private final FailsafeExecutor<Answer> repeated;

  Safeguards(Settings settings, Exchange exchange) {
    this.settings = settings;
    this.exchange = exchange;
    Limits limits = settings.limits();
    breaker =
        CircuitBreaker.<Answer>builder()
            .handleIf(Safeguards::faulty)
            .withFailureThreshold(limits.failures())
            .withDelay(limits.pause())
            .withSuccessThreshold(limits.successes())
            .onOpen(event -> LOG.warn("{} fails; not asked for a while", settings.service()))
            .onClose(event -> LOG.info("{} answers again", settings.service()))
            .build();
    RateLimiter<Answer> limiter =
        RateLimiter.<Answer>burstyBuilder(limits.requestsPerSecond(), Duration.ofSeconds(1))
            .withMaxWaitTime(settings.maxWait())
            .build();
    // The breaker is inside: a request that had to wait too long says nothing of the service.
    once = Failsafe.with(limiter, breaker);
    repeated = Failsafe.with(retries(), limiter, breaker);
  }

  Answer send(Request request) {
    try {
      return (request.repeatable() ? repeated : once).get(() -> exchange.of(request));
    } catch (CircuitBreakerOpenException open) {
      throw exchange.failures().resting(exchange.shown(request), breaker.getRemainingDelay());
    } catch (RateLimitExceededException busy) {
      throw exchange.failures().tooMany(exchange.shown(request));
    } catch (FailsafeException interrupted) {
      Thread.currentThread().interrupt();
      throw exchange.failures().interrupted(exchange.shown(request));
    }
  }

  private RetryPolicy<Answer> retries() {
    return RetryPolicy.<Answer>builder()
        .handleIf(failure -> passing(failure, settings.maxWait()))
        .withMaxAttempts(settings.attempts())
        .withBackoff(200, 5_000, ChronoUnit.MILLIS)
        .withJitter(0.2)
        .withDelayFnOn(context -> waitFor(context.getLastException()), PluginException.class)
        .onRetryScheduled(
            event ->
                LOG.debug(
                    "{}: again in {} ms after {}",
                    settings.service(),
                    event.getDelay().toMillis(),
                    String.valueOf(event.getLastException())))
        .build();
  }

  /** A fault of the service's; not our own end, nor what it refuses. */
  private static boolean faulty(Throwable failure) {
    return failure instanceof PluginException known
        && !Thread.currentThread().isInterrupted()
        && known.kind() == Kind.UNAVAILABLE;
  }

  private static boolean passing(Throwable failure, Duration maxWait) {
    return failure instanceof PluginException known
        && !Thread.currentThread().isInterrupted()
        && (known.kind() == Kind.UNAVAILABLE || known.kind() == Kind.RATE_LIMITED)
        && known.retryAfter().orElse(Duration.ZERO).compareTo(maxWait) <= 0;
  }

  /**
   * A little more than was asked for, since the jitter takes some off; negative: the backoff's own.
   */
  private static Duration waitFor(Throwable failure) {
    return failure instanceof PluginException known
        ? known.retryAfter().map(asked -> asked.multipliedBy(5).dividedBy(4)).orElse(NONE)
        : NONE;
  }
}
