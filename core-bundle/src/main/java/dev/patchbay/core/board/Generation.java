package dev.patchbay.core.board;

import dev.patchbay.api.Health;
import dev.patchbay.core.config.PluginEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One instance of a plugin by one bundle with one configuration: what an update replaces. */
final class Generation {
  private static final Comparator<Health> GRAVITY =
      Comparator.comparing(
          health ->
              switch (health.state()) {
                case HEALTHY -> 0;
                case UNKNOWN -> 1;
                case DEGRADED -> 2;
                case UNHEALTHY -> 3;
              });

  private final PluginId id;
  private final long number;
  private final PluginEntry options;
  private final PluginCall door;
  private final Caller caller;
  private final LifeThread life;
  private final String version;
  private final BiConsumer<Generation, String> onQuarantine;
  private final Map<Long, Held> held = new ConcurrentHashMap<>();
  private @Nullable PluginBundle bundle;
  private final AtomicBoolean quarantined = new AtomicBoolean();
  private final Shortages shortages = new Shortages();
  private volatile String quarantine = "";
  private volatile String disconnected = "";
  private volatile Health health = Health.healthy();
  private volatile boolean askedAll = true;
  private boolean leaving;
  private boolean ended;

  /**
   * @param onQuarantine told once, on any thread, with the reason
   */
  Generation(
      PluginId id,
      long number,
      PluginBundle bundle,
      PluginEntry options,
      PluginCall door,
      BiConsumer<Generation, String> onQuarantine) {
    this.id = id;
    this.number = number;
    this.bundle = bundle;
    this.options = options;
    this.door = door;
    this.caller = new Caller(id);
    this.life = new LifeThread(door, caller);
    this.version = bundle.version();
    this.onQuarantine = onQuarantine;
  }

  PluginId id() {
    return id;
  }

  long number() {
    return number;
  }

  String version() {
    return version;
  }

  PluginEntry options() {
    return options;
  }

  PluginCall door() {
    return door;
  }

  Caller caller() {
    return caller;
  }

  LifeThread life() {
    return life;
  }

  Optional<PluginBundle> bundle() {
    return Optional.ofNullable(bundle);
  }

  boolean of(PluginBundle other) {
    return other == bundle;
  }

  void hold(Held service) {
    held.put(service.id(), service);
  }

  /** The service is no longer this generation's to let go. */
  @Nullable Held release(long service) {
    return held.remove(service);
  }

  Collection<Held> held() {
    return List.copyOf(held.values());
  }

  List<Plugged<?>> plugged() {
    return held.values().stream().<Plugged<?>>flatMap(one -> one.plugged().stream()).toList();
  }

  /** Why no call goes in at present; empty when calls do. */
  String refusal() {
    return quarantine.isEmpty() ? disconnected : quarantine;
  }

  String quarantine() {
    return quarantine;
  }

  /** Bars it at once and for good; the board is told the first time. */
  void quarantine(String reason) {
    if (quarantined.compareAndSet(false, true)) {
      quarantine = reason;
      onQuarantine.accept(this, reason);
    }
  }

  /** One that runs out of memory again and again is barred: everybody waits for it each time. */
  void starved(Failure failure) {
    if (shortages.another()) {
      quarantine(
          "it ran out of memory %d times, which holds up everybody: %s"
              .formatted(Shortages.MOST, failure.message()));
    }
  }

  /** Takes together how its integrations stand: the worst counts; on the board's thread. */
  void weigh() {
    String obstacle = "";
    Health worst = Health.healthy();
    boolean asked = true;
    for (Held one : held.values()) {
      Link link = one.link();
      if (link != null) {
        obstacle = obstacle.isEmpty() ? link.obstacle() : obstacle;
        worst = GRAVITY.compare(link.health(), worst) > 0 ? link.health() : worst;
        asked &= link.asked();
      }
    }
    disconnected = obstacle;
    health = worst;
    askedAll = asked;
  }

  /** Why an integration of it is not connected; empty when all are, or there is none. */
  String disconnected() {
    return disconnected;
  }

  /** Of one that is barred for good nothing better is to be expected. */
  Health health() {
    return quarantine.isEmpty() ? health : Health.unhealthy(quarantine);
  }

  /** Whether its integrations, where it has any, have said how they are. */
  boolean asked() {
    return askedAll;
  }

  /** It is on its way out: what its bundle publishes from now on is not for it. */
  void leave() {
    leaving = true;
  }

  boolean leaving() {
    return leaving;
  }

  boolean ended() {
    return ended;
  }

  /** Nothing of the plugin can be reached from here any more. */
  void end() {
    ended = true;
    bundle = null;
    caller.loader(null);
    held.clear();
  }

  @Override
  public String toString() {
    return id + " " + version;
  }
}
