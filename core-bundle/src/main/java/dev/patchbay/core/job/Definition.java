package dev.patchbay.core.job;

/** A file of {@code .patchbay/jobs/}: a job that can run, or what is wrong with it. */
public sealed interface Definition permits JobDefinition, BrokenDefinition {
  /** The file's name without its extension. */
  String id();
}
