package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The daemon was asked to end; the last event of its life. Hooks have the drain time to see it.
 *
 * <p>In YAML, logs and JSON it is called {@code daemon:stop}; a hook that wants it and nothing else
 * is an {@code EventHook<DaemonStopping>}.
 *
 * @param header what every event carries
 * @param host the machine
 * @param uptime since its start
 * @param reason who asked, for people
 */
public record DaemonStopping(EventHeader header, String host, Duration uptime, String reason)
    implements Event {

  /** Refuses null. */
  public DaemonStopping {
    requireNonNull(header, "header");
    requireNonNull(host, "host");
    requireNonNull(uptime, "uptime");
    requireNonNull(reason, "reason");
  }

  @Override
  public String name() {
    return "daemon:stop";
  }
}
