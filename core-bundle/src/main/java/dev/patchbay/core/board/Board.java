package dev.patchbay.core.board;

import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.guard.JobGuard;
import dev.patchbay.api.query.Integrations;
import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.api.worker.BriefSource;
import dev.patchbay.api.worker.WorkerLauncher;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * What is plugged in. Which generation of a plugin is current is decided here and nowhere else; all
 * of that happens on one thread, which never enters a plugin and never waits for one.
 */
public final class Board implements AutoCloseable {
  private final Tools tools;
  private final Table table;
  private final Listing listing;
  private final Services services;
  private final Departures departures;
  private final Arrivals arrivals;
  private final Orders orders;
  private final Together together;
  private final Reconfiguration reconfiguration;
  private final Inspection inspection;
  private final Bundles bundles;
  private final BoardFile file;
  private final List<ServiceRegistration<?>> walls = new ArrayList<>();
  private final Roster roster = new Roster();
  private boolean fileIsDue;

  /**
   * @param home where {@code state/plugins.json} is
   * @param configuration what applies until {@link #reconfigure}
   */
  public Board(
      BundleContext context,
      ConfigurationAdmin configurations,
      ServiceComponentRuntime runtime,
      Store store,
      EventLog log,
      PluginCall door,
      Limits limits,
      Path home,
      Configuration configuration) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("patchbay-board").unstarted(work));
    Chronicle chronicle = new Chronicle(store, log);
    FrameworkWiring framework = context.getBundle(0).adapt(FrameworkWiring.class);
    this.tools =
        new Tools(
            context,
            configurations,
            new ScrHealth(runtime),
            new Unresolved(framework),
            door,
            limits,
            home.resolve("state").resolve("data"),
            thread,
            chronicle,
            new OwnSteps());
    this.file = new BoardFile(home.resolve("state").resolve("plugins.json"));
    this.table = new Table(configuration, chronicle.stopped(), this::changed);
    this.listing = new Listing(tools, table);
    this.services = new Services(tools, table, this::changed);
    Connections connections = new Connections(tools, generation -> changed(generation, ""));
    this.departures = new Departures(tools, table, services);
    Rollouts rollouts = new Rollouts(tools, table, services, connections, departures);
    Needs needs = new Needs(table);
    this.arrivals = new Arrivals(tools, table, departures, rollouts, needs, this::quarantined);
    Turns turns = new Turns(thread);
    this.orders = new Orders(tools, table, turns, arrivals, departures, needs);
    this.together = new Together(tools, table, turns, arrivals, departures);
    this.reconfiguration = new Reconfiguration(tools, table, turns, arrivals, departures);
    this.inspection = new Inspection(tools, table, orders, reconfiguration);
    this.bundles = new Bundles(tools, table, orders);
  }

  /** The table of this room. */
  public static Schema schema() {
    return Chronicle.schema();
  }

  /** Begins to look at what comes and goes, and adopts what is there. */
  public void start() {
    walls.addAll(Walls.raise(tools.context()));
    tools.context().addServiceListener(services);
    tools.context().addBundleListener(tools.own());
    tools.context().addBundleListener(bundles);
    join(
        () -> {
          table.markMissing();
          bundles.scan();
          return CompletableFuture.completedFuture(true);
        });
  }

  /** What came by itself is in; these are the plugins that may be named beside it. */
  public void settled(Collection<String> shipped) {
    tools.post(() -> table.settled(shipped));
  }

  /** What bundles and configurations would do here. */
  public Inspection inspection() {
    return inspection;
  }

  /** The door through which plugins are entered, for lanes that call on their own thread. */
  public PluginCall door() {
    return tools.door();
  }

  /**
   * Who knows how deliveries stand adds that to what is written to {@code plugins.json}, on a
   * thread that nobody waits for.
   */
  public void figures(UnaryOperator<List<PluginInfo>> with) {
    file.figures(with);
  }

  /** Ends with {@link #close}. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Tells what is there, then all that changes. */
  public Subscription listen(BoardListener listener) {
    tools.post(() -> table.listen(listener));
    return () -> table.unlisten(listener);
  }

  /** Tells of plugins that are handled past the board. */
  public void onForeign(ForeignBundles listener) {
    tools.post(() -> bundles.tell(listener));
  }

  public Map<String, Plugged<QualityGate>> gates() {
    return roster.of(Role.GATE);
  }

  public Map<String, Plugged<JobGuard>> guards() {
    return roster.of(Role.GUARD);
  }

  public Map<String, Plugged<WorkerLauncher>> launchers() {
    return roster.of(Role.LAUNCHER);
  }

  public Map<String, Plugged<BriefSource>> briefs() {
    return roster.of(Role.BRIEF);
  }

  /** What plugins may call of one another. */
  public Integrations integrations() {
    return new FoundIntegrations(roster::all);
  }

  /**
   * What is plugged in, missing or waiting, by name; the figures of deliveries are not the board's.
   */
  public List<PluginInfo> plugins() {
    return join(() -> CompletableFuture.completedFuture(listing.all()));
  }

  /** Plugs in an installed bundle; what it replaces goes on until it serves. */
  public CompletableFuture<Arrival> plug(Bundle bundle) {
    return on(() -> orders.plug(bundle));
  }

  /** Answers when plugins that came after those that they require are in as well. */
  public CompletableFuture<Boolean> followed() {
    return on(orders::followed);
  }

  /** The same with a configuration that applies to it when it comes in, and else to nothing. */
  public CompletableFuture<Arrival> plug(Bundle bundle, Configuration configuration) {
    return on(() -> orders.plug(bundle, configuration));
  }

  /** Plugs in installed bundles of several plugins in the same way, all of them or none. */
  public CompletableFuture<List<Arrival>> plugTogether(
      List<Bundle> bundles, Configuration configuration) {
    return on(() -> together.plug(bundles, configuration));
  }

  /** What was refused of a plugin is no longer to be told: it is gone. */
  public void forgive(String plugin) {
    tools.post(
        () -> {
          table.instances(plugin).forEach(one -> one.note(""));
          table.shown();
        });
  }

  /** Ends all instances of a plugin and uninstalls its bundles. */
  public CompletableFuture<Boolean> unplug(String plugin, String reason) {
    return on(() -> orders.unplug(plugin, reason));
  }

  /** Ends all instances of a plugin until it is started again, also across restarts. */
  public CompletableFuture<Boolean> stop(String plugin) {
    return on(() -> orders.stop(plugin));
  }

  /** Starts a stopped plugin, or a quarantined one anew. */
  public CompletableFuture<Arrival> start(String plugin) {
    return on(() -> orders.start(plugin));
  }

  /** Applies a configuration that was checked: each instance whose options changed is replaced. */
  public CompletableFuture<List<Arrival>> reconfigure(Configuration configuration) {
    return on(() -> reconfiguration.reconfigure(configuration));
  }

  /**
   * Bars all plugins, lets the calls that are in come out, and disconnects; waits for it, but not
   * longer.
   */
  public boolean drain(Duration atMost) {
    return on(departures::bar)
        .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public void close() {
    tools.context().removeServiceListener(services);
    tools.context().removeBundleListener(bundles);
    tools.context().removeBundleListener(tools.own());
    walls.forEach(ServiceRegistration::unregister);
    walls.clear();
    tools.thread().shutdownNow();
    file.close();
    tools.door().close();
  }

  private void quarantined(Generation generation, String reason) {
    tools.post(
        () -> {
          if (table.find(generation.id()).flatMap(Instance::current).orElse(null) == generation) {
            tools.chronicle().quarantined(generation, reason);
          }
          changed(generation, "");
        });
  }

  private void changed(Generation generation, String trouble) {
    arrivals.changed(generation, trouble);
  }

  /** On the board's thread. */
  private void changed() {
    roster.now(table);
    tools.post(orders::follow);
    if (!fileIsDue) {
      fileIsDue = true;
      tools.post(
          () -> {
            fileIsDue = false;
            file.write(listing.all());
          });
    }
  }

  private <T> CompletableFuture<T> on(Supplier<CompletableFuture<T>> work) {
    return CompletableFuture.completedFuture(work).thenComposeAsync(Supplier::get, tools.thread());
  }

  private <T> T join(Supplier<CompletableFuture<T>> work) {
    return on(work).join();
  }
}
