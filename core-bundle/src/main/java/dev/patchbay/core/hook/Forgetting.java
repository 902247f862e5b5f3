package dev.patchbay.core.hook;

import dev.patchbay.core.board.PluginId;
import dev.patchbay.core.config.Configuration.Retention;
import dev.patchbay.core.config.Durations;
import dev.patchbay.core.log.Cursors.Cursor;
import dev.patchbay.core.log.DeadLetters.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops cursors that nobody serves, so that they do not hold the log. A hook that returns after
 * that begins with the next event.
 */
public final class Forgetting {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Lanes lanes;

  public Forgetting(Lanes lanes) {
    this.lanes = lanes;
  }

  /**
   * Drops what nobody has served for its time.
   *
   * @param there the plugins that are installed, or that the configuration names
   */
  public void sweep(Retention retention, Set<PluginId> there, Instant now) {
    LaneTools tools = lanes.tools();
    List<String> serving = lanes.serving();
    tools.store().change(tx -> tools.table().served(tx, serving, now));
    for (Cursor cursor : tools.table().all()) {
      if (HookName.isHook(cursor.reader())) {
        Duration kept = kept(cursor.reader(), retention, there);
        if (cursor.served().isBefore(now.minus(kept))) {
          drop(cursor, now.minus(kept), kept);
        }
      }
    }
  }

  private Duration kept(String reader, Retention retention, Set<PluginId> there) {
    boolean removed =
        HookName.of(reader)
            .map(name -> !there.contains(name.plugin()))
            .orElse(lanes.find(reader).isEmpty());
    boolean shorter = retention.delivery().compareTo(retention.log()) < 0;
    return removed && shorter ? retention.delivery() : retention.log();
  }

  private void drop(Cursor cursor, Instant before, Duration kept) {
    LaneTools tools = lanes.tools();
    if (tools.store().write(tx -> tools.table().dropUnserved(tx, cursor.reader(), before))) {
      lanes.dropped(cursor.reader());
      LOG.warn(
          "the cursor of {} at event {} is dropped: nobody has served it for {}; the {} event(s)"
              + " after it are not delivered to it any more",
          cursor.reader(),
          cursor.position(),
          Durations.text(kept),
          Math.max(0, tools.log().last() - cursor.position()));
    }
  }

  /** What is kept for a plugin, or for one instance of it, by the names of cursors and letters. */
  public Set<String> known(String plugin) {
    return readers()
        .filter(reader -> HookName.of(reader).filter(name -> is(name, plugin)).isPresent())
        .collect(Collectors.toSet());
  }

  /** The names of all plugins that something is kept for. */
  public Set<String> names() {
    return readers()
        .flatMap(reader -> HookName.of(reader).stream())
        .map(hook -> hook.plugin().toString())
        .collect(Collectors.toSet());
  }

  private Stream<String> readers() {
    LaneTools tools = lanes.tools();
    return Stream.concat(
        tools.table().all().stream().map(Cursor::reader),
        tools.letters().list().stream().map(DeadLetter::reader));
  }

  private static boolean is(HookName name, String plugin) {
    return plugin.contains("~")
        ? name.plugin().equals(PluginId.of(plugin))
        : name.plugin().name().equals(plugin);
  }

  /** Drops cursors and dead letters of these readers at once; how many letters there were. */
  public int forget(Set<String> readers) {
    LaneTools tools = lanes.tools();
    int letters =
        tools
            .store()
            .write(
                tx -> {
                  int removed = 0;
                  for (String reader : readers) {
                    tools.table().drop(tx, reader);
                    removed += tools.letters().removeAll(tx, reader);
                  }
                  return removed;
                });
    readers.forEach(lanes::dropped);
    LOG.info("forgot {}", String.join(", ", readers));
    return letters;
  }
}
