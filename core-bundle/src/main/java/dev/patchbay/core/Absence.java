package dev.patchbay.core;

import dev.patchbay.core.shell.Absent;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what the configuration counts on and nobody brings: each once, until it is there. */
final class Absence {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final Supplier<List<Absent>> now;
  private final Consumer<String> notice;
  private Set<String> told = Set.of();

  /**
   * @param notice tells whoever sits at the daemon
   */
  Absence(Supplier<List<Absent>> now, Consumer<String> notice) {
    this.now = now;
    this.notice = notice;
  }

  synchronized void tell() {
    Set<String> all = now.get().stream().map(Absent::message).collect(Collectors.toSet());
    all.stream()
        .filter(message -> !told.contains(message))
        .sorted()
        .forEach(
            message -> {
              LOG.warn("{}", message);
              notice.accept(message);
            });
    told = all;
  }
}
