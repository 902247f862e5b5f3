package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The daemon watches its repositories and takes commands.
 *
 * <p>In YAML, logs and JSON it is called {@code daemon:start}; a hook that wants it and nothing
 * else is an {@code EventHook<DaemonStarted>}.
 *
 * @param header what every event carries
 * @param host the machine
 * @param version of Patchbay
 * @param repositories the paths of those it watches
 */
public record DaemonStarted(
    EventHeader header, String host, String version, List<String> repositories) implements Event {

  /** Refuses null and keeps its own immutable copies of collections. */
  public DaemonStarted {
    requireNonNull(header, "header");
    requireNonNull(host, "host");
    requireNonNull(version, "version");
    repositories = List.copyOf(repositories);
  }

  @Override
  public String name() {
    return "daemon:start";
  }
}
