package dev.patchbay.api.worker;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds text to the brief that a worker gets for a task. A plugin publishes it as an OSGi service;
 * the service property {@code brief} is its name, the plugin's name when there is none.
 */
@ConsumerType
public interface BriefSource {

  /**
   * Describes what the plugin knows about a task. Called before the task's worker is spawned,
   * possibly for several tasks at the same time on different threads; 30 s is the limit.
   *
   * @param brief the task
   * @return Markdown or plain text; empty when there is nothing to say
   * @throws Exception is logged; the brief is then made of what the others say
   */
  String describe(TaskBrief brief) throws Exception;
}
