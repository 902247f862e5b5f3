package dev.patchbay.api.worker;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a worker is to run, and where. Values of the environment are hidden in {@link #toString()}.
 *
 * <p>The daemon makes one for each attempt at a task, with a worker id of its own. It has told its
 * store of the intent before a launcher sees it, so that no worker is ever started that nobody
 * knows of.
 *
 * @param worker the worker's id, unique in its home; spawning twice with one id starts one worker
 * @param run the id of the run
 * @param taskId the id of the task, unique within its run
 * @param level the level, counted from 1
 * @param feature the feature a task graph was run for; empty for an ordinary job
 * @param home the id of the daemon's home, for labels
 * @param command the command and its arguments; there is no shell
 * @param directory the working directory on the daemon's machine
 * @param environment the whole environment of the command
 * @param timeout after which the daemon ends the worker
 * @param output the file for its standard output and standard error, for launchers on this machine
 */
public record WorkerSpec(
    String worker,
    String run,
    String taskId,
    int level,
    String feature,
    String home,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Duration timeout,
    Path output) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public WorkerSpec {
    requireNonNull(worker, "worker");
    requireNonNull(run, "run");
    requireNonNull(taskId, "taskId");
    requireNonNull(feature, "feature");
    requireNonNull(home, "home");
    command = List.copyOf(command);
    requireNonNull(directory, "directory");
    environment = Map.copyOf(environment);
    requireNonNull(timeout, "timeout");
    requireNonNull(output, "output");
  }

  /** Names the variables of the environment, and no value. */
  @Override
  public String toString() {
    return "WorkerSpec[worker="
        + worker
        + ", run="
        + run
        + ", taskId="
        + taskId
        + ", level="
        + level
        + ", command="
        + command
        + ", directory="
        + directory
        + ", environment="
        + environment.keySet()
        + ", timeout="
        + timeout
        + "]";
  }
}
