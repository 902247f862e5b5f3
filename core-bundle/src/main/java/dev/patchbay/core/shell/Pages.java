package dev.patchbay.core.shell;

import dev.patchbay.api.query.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of a listing that may be long; it is read in pages. */
final class Pages {
  private static final int LARGEST = 1000;

  @Option(names = "--job", paramLabel = "JOB", description = "only those of this job")
  private String job = "";

  @Option(names = "--limit", paramLabel = "N", description = "at most so many (${DEFAULT-VALUE})")
  private int limit = 200;

  String job() {
    return job;
  }

  /** When nothing was found: that job may be a slip of the pen. */
  void unlessKnown(Desk rooms) {
    if (job.isEmpty()) {
      return;
    }
    Set<String> known = Named.jobs(rooms);
    if (!known.contains(job)) {
      throw CommandFailure.unknown("job", job, known);
    }
  }

  /** Asks for the page after a place. */
  interface Source<T> {
    Page<T> after(String place, int limit);
  }

  <T> List<T> all(Source<T> source) {
    CommandFailure.unlessPositive("--limit", limit);
    List<T> items = new ArrayList<>();
    String place = "";
    while (items.size() < limit) {
      Page<T> page = source.after(place, Math.min(LARGEST, limit - items.size()));
      items.addAll(page.items());
      place = page.next();
      if (place.isEmpty() || page.items().isEmpty()) {
        break;
      }
    }
    return items;
  }
}
