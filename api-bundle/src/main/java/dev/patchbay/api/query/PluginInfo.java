package dev.patchbay.api.query;

import static java.util.Objects.requireNonNull;

import dev.patchbay.api.Health;
import java.time.Instant;
import java.util.List;

/**
 * An instance of a plugin, as listings show it.
 *
 * <p>It is a picture of one moment. Values of password options are in none of its parts.
 *
 * @param name the plugin's name
 * @param instance which instance; {@code default} for the plain one
 * @param types what it does: {@code hook}, {@code gate}, {@code guard}, {@code launcher}, …
 * @param version the version of its bundle
 * @param bundle the symbolic name of its bundle; empty when it is missing
 * @param state {@code missing discovered resolved unconfigured invalid registered connected
 *     degraded quarantined} or {@code stopped}
 * @param reason why, for people; may be empty
 * @param health how it is
 * @param lag how many events of the log the hook that is furthest behind has before it, wanted or
 *     not
 * @param delivered how many deliveries to its hooks went well since they have their place in the
 *     log
 * @param failed how many events became dead letters since then
 * @param since when it came into this state
 */
public record PluginInfo(
    String name,
    String instance,
    List<String> types,
    String version,
    String bundle,
    String state,
    String reason,
    Health health,
    long lag,
    long delivered,
    long failed,
    Instant since) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public PluginInfo {
    requireNonNull(name, "name");
    requireNonNull(instance, "instance");
    types = List.copyOf(types);
    requireNonNull(version, "version");
    requireNonNull(bundle, "bundle");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    requireNonNull(health, "health");
    requireNonNull(since, "since");
  }
}
