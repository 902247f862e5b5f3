package dev.patchbay.core;

import dev.patchbay.api.event.DaemonStarted;
import dev.patchbay.api.event.DaemonStopping;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.query.Integrations;
import dev.patchbay.api.query.Records;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.control.Milestones;
import dev.patchbay.core.shell.Desk;
import dev.patchbay.core.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: has the rooms built, starts them in the order in which data flows through
 * them backwards, so that whoever is told something is there before whoever tells it, and ends them
 * the other way round.
 */
final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  /** What runs, hooks that are behind, and calls that are in have the drain time one by one. */
  private static final int DRAINS = 3;

  private final BundleContext context;
  private final Settings settings;
  private final Milestones milestones;
  private final Foundation foundation;
  private final LiveConfiguration configuration;
  private final Rooms rooms;
  private final Desk desk;
  private final Watched watched;
  private final FrontDesk frontDesk;
  private final Absence absence;
  private final Reload reload;
  private final Clock clock;
  private final Upkeep upkeep;
  private final List<ServiceRegistration<?>> published = new ArrayList<>();
  private volatile boolean ready;
  private volatile String why = "asked to";

  /**
   * @throws StartException with the exit code and the words for the user
   */
  Daemon(BundleContext context, Settings settings, Milestones milestones) {
    this.context = context;
    this.settings = settings;
    this.milestones = milestones;
    Reload early = Reload.of(settings.configuration());
    this.configuration = new LiveConfiguration(settings);
    this.foundation = Foundation.lay(settings.home(), milestones::notice);
    try {
      this.rooms =
          Rooms.build(
              context,
              settings,
              configuration,
              foundation,
              new PluginCall(),
              new Rooms.Around(() -> ready, this::trouble, GogoLink.shell(context), this::end));
      this.desk = rooms.desk();
      this.watched = new Watched(settings.repositories(), desk.repositories(), desk.watcher());
      this.frontDesk = new FrontDesk(context, desk);
      this.absence = new Absence(() -> desk.absent(configuration.get()), milestones::notice);
      this.reload = early;
      this.clock = new Clock(settings.started(), desk.lanes()::tick);
      this.upkeep = Upkeep.of(configuration, desk);
    } catch (IOException e) {
      foundation.store().close();
      throw new StartException(1, "cannot use " + settings.home() + ": " + e.getMessage(), e);
    }
  }

  /** Answers when refs are watched, plugins are in, and what was cut off has been taken up. */
  void start() {
    foundation
        .store()
        .onFailure(failure -> milestones.stop(1, String.valueOf(failure.getMessage())));
    desk.log().start();
    watched.checkGiven(configuration.get());
    watched.open(configuration.get());
    published.add(context.registerService(Records.class, desk.records(), null));
    published.add(context.registerService(Integrations.class, desk.board().integrations(), null));
    desk.lanes().start();
    desk.board().figures(rooms.figures()::with);
    rooms.commandHooks().configure(configuration.get());
    rooms.rails().start();
    desk.board().start();
    try {
      desk.deployment().start(configuration.get());
      frontDesk.start();
    } catch (IOException e) {
      throw new StartException(1, "cannot use " + settings.home() + ": " + e.getMessage(), e);
    }
    desk.receipts().start();
    desk.watcher().onNotes(desk.receipts()::notesChanged);
    List<String> paths = watched.paths(configuration.get());
    append(header -> new DaemonStarted(header, settings.host(), settings.version(), paths));
    desk.runs().start();
    desk.watcher().start();
    watched.follow(configuration.get()).join();
    clock.start(configuration.get().daemon().tick());
    upkeep.start();
    Applied applied =
        new Applied(
            configuration,
            desk.board(),
            desk.deployment(),
            rooms.commandHooks(),
            watched,
            () -> {
              upkeep.start();
              var unused = desk.deployment().settled().thenRun(absence::tell);
            },
            milestones::notice);
    desk.deployment().onWaiting(applied::ifChanged);
    reload.start(applied);
    watched.tellTrouble(milestones::notice);
    absence.tell();
    ready = true;
    LOG.info("watching {}", paths);
    Thread.ofPlatform().daemon().name("prepare").start(rooms.processes()::prepare);
  }

  private <E extends Event> void append(Function<EventHeader, E> event) {
    foundation.store().write(tx -> desk.log().append(tx, "", event));
  }

  private List<String> trouble() {
    return reload.trouble();
  }

  private void end(String asked) {
    why = asked;
    milestones.stop(0, asked);
  }

  /** Takes in nothing more, lets come out what is in, and closes the store last. */
  @Override
  public void close() {
    ready = false;
    Duration drain = configuration.get().daemon().drain();
    milestones.ending(drain.multipliedBy(DRAINS));
    List<Runnable> steps =
        List.of(
            reload::close,
            clock::close,
            upkeep::close,
            desk.deployment()::close,
            desk.watcher()::close,
            this::tellEnd,
            desk.runs()::close,
            () -> letOut(drain),
            rooms.commandHooks()::close,
            desk.lanes()::close,
            desk.receipts()::close,
            frontDesk::close,
            rooms.events()::close,
            () -> published.forEach(ServiceRegistration::unregister),
            desk.board()::close,
            rooms.rails()::close,
            desk.repositories()::close,
            foundation.store()::close);
    steps.forEach(Daemon::take);
    LOG.info("stopped");
  }

  /** One that fails does not keep the others from being taken. */
  private static void take(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("a step of the end failed; the next ones are taken all the same", e);
    }
  }

  private void tellEnd() {
    try {
      Duration uptime = Duration.between(settings.started(), Instant.now());
      append(header -> new DaemonStopping(header, settings.host(), uptime, why));
    } catch (StoreException e) {
      LOG.warn("the end is not in the log: {}", e.getMessage());
    }
  }

  private void letOut(Duration drain) {
    new Quiet(rooms.figures()::plugins).await(drain);
    if (!desk.board().drain(drain)) {
      LOG.warn("calls of plugins are still in after {} s; ending without them", drain.toSeconds());
    }
  }
}
