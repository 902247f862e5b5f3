package dev.patchbay.api.worker;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Starts workers somewhere: as processes, in containers, in a cluster. A plugin publishes it as an
 * OSGi service; the service property {@code launcher} is the name by which job definitions call it,
 * the plugin's name when there is none.
 *
 * <p>A launcher keeps no state that matters: a worker is known by its {@link WorkerHandle} alone,
 * which outlives the launcher's version and the daemon. All methods may be called for different
 * workers at the same time, on different threads.
 */
@ConsumerType
public interface WorkerLauncher {

  /**
   * Starts a worker, or finds the one that was started for the same {@link WorkerSpec#worker()}
   * before: the daemon asks again when an answer was lost. Called on a thread of its own for each
   * worker. It returns when the worker is known to run, not when it is done; 60 s is the limit.
   *
   * @param spec what to run, and where
   * @return the ids by which the worker is found again, never null
   * @throws Exception fails the attempt; when its kind says that it may pass, three more follow,
   *     with growing waits
   */
  WorkerHandle spawn(WorkerSpec spec) throws Exception;

  /**
   * Waits for the end of a worker. Called again and again while the worker runs, on a thread of its
   * own for each worker; the limit is {@code atMost} and 10 s.
   *
   * @param worker the worker
   * @param atMost how long to wait before answering {@link WorkerStatus.State#RUNNING}; may be zero
   * @return how the worker is, never null
   * @throws Exception is logged, and the question is asked again
   */
  WorkerStatus await(WorkerHandle worker, Duration atMost) throws Exception;

  /**
   * Reads what a worker has written since {@code offset}. Called now and then while the worker
   * runs, and after its end until there is no more. It returns at once with what is there, at most
   * 1 MiB; 30 s is the limit.
   *
   * @param worker the worker
   * @param offset the byte to begin with: 0, then each answer's {@link Output#next()}
   * @return the text and the place to go on from, never null
   * @throws Exception is logged, and the question is asked again
   */
  Output output(WorkerHandle worker, long offset) throws Exception;

  /**
   * Ends a worker and everything it started. It returns when the worker has ended, also when it had
   * ended before or is not there any more; the limit is {@code grace} and 10 s.
   *
   * @param worker the worker
   * @param grace how long it is given to end by itself
   * @throws Exception means that the worker may still run; it is tried again
   */
  void end(WorkerHandle worker, Duration grace) throws Exception;

  /**
   * Finds the workers that were started for a daemon's home and have not been ended, also those of
   * an earlier life of the daemon. Called when a run is taken up that the daemon's end cut off: a
   * worker that is found is followed, one that is not is asked of {@link #spawn} by the same id. 30
   * s is the limit.
   *
   * @param home the {@link WorkerSpec#home()} they were started with
   * @return their handles; empty when the launcher cannot know or there are none
   * @throws Exception is logged; the workers count as unknown
   */
  List<WorkerHandle> find(String home) throws Exception;
}
