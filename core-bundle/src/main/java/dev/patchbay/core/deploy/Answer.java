package dev.patchbay.core.deploy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the board answers, waited for. */
final class Answer {
  /** Each step of an arrival or departure has its own limit; this is for all of them together. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Answer() {}

  static <T> T of(CompletableFuture<T> answer) throws DeployException {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeployException.refused("interrupted; the work goes on");
    } catch (ExecutionException e) {
      throw DeployException.refused(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw DeployException.refused("no answer within " + PATIENCE.toMinutes() + " minutes");
    }
  }
}
