package dev.patchbay.guide;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.worker.BriefSource;
import dev.patchbay.api.worker.TaskBrief;
import org.osgi.service.component.annotations.Component;

/** Reminds every worker of the house rules. */
@Plugin(name = "house-rules", description = "Reminds every worker of the house rules")
@Component(name = "house-rules")
public final class HouseRules implements BriefSource {
  @Override
  public String describe(TaskBrief brief) {
    return "Begin " + brief.taskId() + " with a test that fails.";
  }
}
