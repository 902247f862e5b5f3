package dev.patchbay.core.run;

import dev.patchbay.core.job.BrokenDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which broken definitions were warned about: once until they change, not at every event. */
final class Complaints {
  private static final int REMEMBERED = 4_096;

  private record Place(String repository, String branch, String job) {}

  private final Map<Place, String> told = new LinkedHashMap<>(16, 0.75f, true);

  synchronized boolean isNew(String repository, String branch, BrokenDefinition broken) {
    boolean fresh =
        !broken
            .error()
            .equals(told.put(new Place(repository, branch, broken.id()), broken.error()));
    if (told.size() > REMEMBERED) {
      told.remove(told.keySet().iterator().next());
    }
    return fresh;
  }

  synchronized void over(String repository, String branch, String job) {
    told.remove(new Place(repository, branch, job));
  }
}
