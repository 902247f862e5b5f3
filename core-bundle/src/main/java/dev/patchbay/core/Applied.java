package dev.patchbay.core;

import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Fit;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.config.Problem;
import dev.patchbay.core.deploy.DeployException;
import dev.patchbay.core.deploy.Deployment;
import dev.patchbay.core.hook.CommandHooks;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies a changed configuration when all of it is valid, and nothing of it otherwise. */
final class Applied implements Reload.Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final LiveConfiguration configuration;
  private final Board board;
  private final Deployment deployment;
  private final CommandHooks commandHooks;
  private final Watched watched;
  private final Runnable then;
  private final Consumer<String> notice;

  /** No monitor: virtual threads wait here, and each would take a carrier with it before JDK 24. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile List<String> trouble = List.of();

  /**
   * @param then what else reads the configuration anew
   * @param notice tells whoever sits at the daemon
   */
  Applied(
      LiveConfiguration configuration,
      Board board,
      Deployment deployment,
      CommandHooks commandHooks,
      Watched watched,
      Runnable then,
      Consumer<String> notice) {
    this.configuration = configuration;
    this.board = board;
    this.deployment = deployment;
    this.commandHooks = commandHooks;
    this.watched = watched;
    this.then = then;
    this.notice = notice;
  }

  @Override
  public List<String> trouble() {
    return trouble;
  }

  /** A change between the first reading and the first listening. */
  @Override
  public void ifChanged() {
    try {
      if (!configuration.read().equals(configuration.get())) {
        run();
      }
    } catch (ConfigurationException e) {
      refused(e.problems());
    }
  }

  @Override
  public void run() {
    lock.lock();
    try {
      apply();
    } finally {
      lock.unlock();
    }
  }

  private void apply() {
    try {
      Configuration read = configuration.read();
      Fit fit = board.inspection().check(read, deployment.waiting());
      if (!fit.problems().isEmpty()) {
        refused(fit.problems());
      } else if (together(fit, read)) {
        configuration.apply(read);
        List<String> refused =
            board.reconfigure(read).join().stream()
                .filter(arrival -> !arrival.accepted())
                .map(Applied::refusal)
                .toList();
        refused.forEach(each -> LOG.warn("{}", each));
        trouble = refused;
        deployment.reconfigure(read);
        commandHooks.configure(read);
        watched.follow(read).join();
        then.run();
        LOG.info("{} is applied", read.fileName());
      }
    } catch (ConfigurationException e) {
      refused(e.problems());
    }
  }

  /** Versions that wait for these options come with them, or none of it does. */
  private boolean together(Fit fit, Configuration read) {
    if (fit.together().isEmpty()) {
      return true;
    }
    String reason;
    try {
      reason =
          deployment.bring(fit.together(), read).stream()
              .filter(arrival -> !arrival.accepted())
              .map(one -> one.plugin() + " " + one.version() + " was refused: " + one.reason())
              .collect(Collectors.joining("\n"));
    } catch (DeployException e) {
      reason = String.valueOf(e.getMessage());
    }
    if (!reason.isEmpty()) {
      refused("the configuration stays as it was:\n" + reason);
    }
    return reason.isEmpty();
  }

  private static String refusal(Arrival arrival) {
    return "the new options of " + arrival.plugin() + " were refused: " + arrival.reason();
  }

  private void refused(List<Problem> problems) {
    refused("the configuration stays as it was:\n" + LiveConfiguration.lines(problems));
    trouble = problems.stream().map(Problem::toString).toList();
  }

  private void refused(String message) {
    LOG.error("{}", message);
    trouble = List.of(message);
    notice.accept(message);
  }
}
