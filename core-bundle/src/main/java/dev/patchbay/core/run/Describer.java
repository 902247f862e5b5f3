package dev.patchbay.core.run;

import dev.patchbay.api.worker.TaskBrief;
import dev.patchbay.core.board.CallFailed;
import org.jspecify.annotations.Nullable;

/** A source of briefs behind the door. */
@FunctionalInterface
public interface Describer {
  @Nullable String describe(TaskBrief brief) throws CallFailed;
}
