package dev.patchbay.core.run;

import dev.patchbay.core.job.BrokenDefinition;
import dev.patchbay.core.job.DefinitionReader;
import dev.patchbay.core.job.JobDefinition;
import dev.patchbay.core.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The definitions that runs are pinned to, read from the store and remembered for a while. */
final class Pinned {
  private static final int REMEMBERED = 256;

  private record Key(String job, String version) {}

  private final Store store;
  private final Map<Key, JobDefinition> remembered = new LinkedHashMap<>(16, 0.75f, true);

  Pinned(Store store) {
    this.store = store;
  }

  /** Empty when this release does not understand it any more. */
  Optional<JobDefinition> of(Run run) {
    Key key = new Key(run.job(), run.version());
    synchronized (remembered) {
      JobDefinition known = remembered.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    String text = store.read(tx -> RunRows.definition(tx, run.version()));
    return switch (DefinitionReader.read(
        run.job(), run.job(), text.getBytes(StandardCharsets.UTF_8))) {
      case JobDefinition job -> Optional.of(remember(key, job));
      case BrokenDefinition broken -> Optional.empty();
    };
  }

  private JobDefinition remember(Key key, JobDefinition job) {
    synchronized (remembered) {
      remembered.put(key, job);
      if (remembered.size() > REMEMBERED) {
        remembered.remove(remembered.keySet().iterator().next());
      }
    }
    return job;
  }
}
