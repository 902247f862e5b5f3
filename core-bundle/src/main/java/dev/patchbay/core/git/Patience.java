package dev.patchbay.core.git;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * With the hook installed a changed ref waits a little for the push that changed it, so that two
 * pushes in quick succession do not become one.
 */
final class Patience {
  static final Duration LIMIT = Duration.ofMillis(100);

  private final Consumer<String> later;
  private final Map<String, Instant> since = new HashMap<>();

  /** The listener is to have the ref looked at again after the limit. */
  Patience(Consumer<String> later) {
    this.later = later;
  }

  /** Those of the moves that have waited long enough. */
  List<RefMove> due(List<RefMove> moves) {
    Instant now = Instant.now();
    since.values().removeIf(start -> start.plus(LIMIT.multipliedBy(10)).isBefore(now));
    return moves.stream().filter(move -> due(move, now)).toList();
  }

  private boolean due(RefMove move, Instant now) {
    Instant start = since.putIfAbsent(move.ref(), now);
    if (start == null || now.isBefore(start.plus(LIMIT))) {
      later.accept(move.ref());
      return false;
    }
    since.remove(move.ref());
    return true;
  }

  /** The push has explained it. */
  void explained(String ref) {
    since.remove(ref);
  }
}
