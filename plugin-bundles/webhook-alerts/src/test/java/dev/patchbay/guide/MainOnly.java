package dev.patchbay.guide;

import dev.patchbay.api.Plugin;
import dev.patchbay.api.guard.Admission;
import dev.patchbay.api.guard.JobGuard;
import dev.patchbay.api.guard.JobRequest;
import org.osgi.service.component.annotations.Component;

/** Admits runs on main alone. */
@Plugin(name = "main-only", description = "Admits runs on main alone")
@Component(name = "main-only")
public final class MainOnly implements JobGuard {
  @Override
  public Admission admit(JobRequest request) {
    return request.branch().equals("main")
        ? Admission.admit("")
        : Admission.deny("runs are admitted on main, this one is on " + request.branch());
  }
}
