package dev.patchbay.core.git;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What is to be looked at in one repository; one look at a time, however many hints come. */
final class Hints {
  private final Executor pool;
  private final Runnable look;
  private final Set<String> refs = new HashSet<>();
  private boolean everything;
  private boolean pushes;
  private boolean scheduled;
  private boolean closed;
  private CompletableFuture<Void> looked = new CompletableFuture<>();

  /** What one look is about; whoever waits for a look at everything is answered by `looked`. */
  record Taken(boolean everything, Set<String> refs, CompletableFuture<Void> looked) {}

  Hints(Executor pool, Runnable look) {
    this.pool = pool;
    this.look = look;
  }

  synchronized void ref(String ref) {
    refs.add(ref);
    schedule();
  }

  synchronized void pushes() {
    pushes = true;
    schedule();
  }

  synchronized void all() {
    everything = true;
    schedule();
  }

  /** The same, with an answer when it has been done. */
  synchronized CompletableFuture<Void> everything() {
    all();
    return looked;
  }

  synchronized Taken take() {
    Taken taken = new Taken(everything, Set.copyOf(refs), looked);
    if (everything) {
      looked = closed ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }
    everything = false;
    pushes = false;
    refs.clear();
    return taken;
  }

  /** What came while the look was under way is looked at next. */
  synchronized void done(Taken taken) {
    if (taken.everything()) {
      taken.looked().complete(null);
    }
    scheduled = false;
    if (everything || pushes || !refs.isEmpty()) {
      schedule();
    }
  }

  /** Nobody looks any more, and nobody waits for it. */
  synchronized void close() {
    closed = true;
    looked.complete(null);
  }

  private void schedule() {
    if (!scheduled && !closed) {
      scheduled = true;
      pool.execute(look);
    }
  }
}
