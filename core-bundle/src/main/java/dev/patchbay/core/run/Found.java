package dev.patchbay.core.run;

import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.api.worker.WorkerSpec;
import dev.patchbay.core.worker.LogPlace;
import java.time.Instant;

/**
 * A worker that runs.
 *
 * @param told whether that has been written down
 * @param deadline when its time is over
 * @param place how far its output stands in the task's log
 */
record Found(WorkerHandle handle, boolean told, Instant deadline, LogPlace place) {

  /** One that was started just now, to whose log nothing has come yet. */
  static Found fresh(WorkerHandle handle, WorkerSpec spec, LogPlace place) {
    return new Found(handle, false, Instant.now().plus(spec.timeout()), place);
  }
}
