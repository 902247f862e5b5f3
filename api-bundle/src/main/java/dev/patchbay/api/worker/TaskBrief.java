package dev.patchbay.api.worker;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * A task, as those see it who add to its brief.
 *
 * <p>The daemon makes one for each task, and gives the same to all sources.
 *
 * @param run the id of the run
 * @param job the id of the job
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param level the level, counted from 1
 * @param taskId the id of the task, unique within its run
 * @param title its title; may be empty
 * @param description what is to be done; may be empty
 * @param repository the name of the repository
 * @param commit the commit it begins from
 * @param directory the checkout; read it, do not write
 * @param files the files it is about, relative to the checkout; may be empty
 */
public record TaskBrief(
    String run,
    String job,
    String feature,
    int level,
    String taskId,
    String title,
    String description,
    String repository,
    String commit,
    Path directory,
    List<String> files) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public TaskBrief {
    requireNonNull(run, "run");
    requireNonNull(job, "job");
    requireNonNull(feature, "feature");
    requireNonNull(taskId, "taskId");
    requireNonNull(title, "title");
    requireNonNull(description, "description");
    requireNonNull(repository, "repository");
    requireNonNull(commit, "commit");
    requireNonNull(directory, "directory");
    files = List.copyOf(files);
  }
}
