package dev.patchbay.core.run;

import dev.patchbay.api.guard.Admission;
import dev.patchbay.api.guard.JobRequest;
import dev.patchbay.core.board.CallFailed;
import org.jspecify.annotations.Nullable;

/** A guard behind the door. */
@FunctionalInterface
public interface Guard {
  @Nullable Admission admit(JobRequest request) throws CallFailed;
}
