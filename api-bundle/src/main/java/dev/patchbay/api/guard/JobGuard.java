package dev.patchbay.api.guard;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Admits or denies a run before it starts. A plugin publishes it as an OSGi service; the service
 * property {@code guard} is its name, the plugin's name when there is none.
 *
 * <p>Guards fail closed: all guards are asked, and a denial, an exception, an answer of null or a
 * timeout means that no task of the run is started.
 */
@ConsumerType
public interface JobGuard {

  /**
   * Decides on one run. Called before the run starts (at submission when it was submitted by hand),
   * possibly for several runs at the same time on different threads, and after a crash possibly a
   * second time for the same run. 30 s is the limit.
   *
   * @param request the run that wants to start
   * @return the decision, never null
   * @throws Exception denies the run, with the exception's message as the reason
   */
  Admission admit(JobRequest request) throws Exception;
}
