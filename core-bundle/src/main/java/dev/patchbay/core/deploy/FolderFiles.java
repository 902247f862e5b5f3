package dev.patchbay.core.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars of the folder {@code plugins} as they were read, and what is wrong with them. */
final class FolderFiles {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  /** A jar that is a plugin. */
  record Entry(String name, PluginFolder.Mark mark, PluginArchive archive) {
    String plugin() {
      return archive.plugin();
    }
  }

  private final Path folder;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** Those that are no plugin and not to be read again as long as they stay so. */
  private final Map<String, PluginFolder.Mark> broken = new ConcurrentHashMap<>();

  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  FolderFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Forgets those that are there no more, and answers them.
   *
   * @param there what was seen a moment ago; what a command has put in since is not in it
   */
  List<Entry> gone(Map<String, PluginFolder.Mark> there) {
    broken.keySet().removeIf(name -> isGone(name, there));
    troubles.keySet().removeIf(name -> isGone(name, there));
    List<Entry> gone = new ArrayList<>();
    for (Entry one : all()) {
      if (isGone(one.name(), there) && entries.remove(one.name(), one)) {
        gone.add(one);
      }
    }
    return gone;
  }

  private boolean isGone(String name, Map<String, PluginFolder.Mark> there) {
    return !there.containsKey(name) && Files.notExists(folder.resolve(name));
  }

  /** Reads those that are new or other than before, and answers them. */
  List<Entry> read(Map<String, PluginFolder.Mark> there) {
    List<Entry> fresh = new ArrayList<>();
    new TreeMap<>(there)
        .forEach(
            (name, mark) -> {
              Entry known = entries.get(name);
              boolean same = known != null && known.mark().equals(mark);
              if (!same && !mark.equals(broken.get(name))) {
                read(name, mark).ifPresent(fresh::add);
              }
            });
    return fresh;
  }

  private Optional<Entry> read(String name, PluginFolder.Mark mark) {
    try {
      Entry entry = new Entry(name, mark, PluginArchive.read(folder.resolve(name)));
      entries.put(name, entry);
      broken.remove(name);
      return Optional.of(entry);
    } catch (DeployException e) {
      LOG.warn("plugins/{} is not taken: {}", name, e.getMessage());
      broken.put(name, mark);
      troubles.put(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  List<Entry> all() {
    return entries.values().stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  boolean has(Entry one) {
    return one.equals(entries.get(one.name()));
  }

  /** Whether the file is the one that was read: a command may have put another in its place. */
  boolean isStill(Entry one) {
    try {
      return PluginFolder.mark(folder.resolve(one.name())).equals(one.mark());
    } catch (IOException e) {
      LOG.debug("{} is gone by now", one.name(), e);
      return false;
    }
  }

  /** The highest version of a plugin. */
  Optional<Entry> best(String plugin) {
    return all().stream()
        .filter(one -> one.plugin().equals(plugin))
        .max(Comparator.comparing(one -> one.archive().version()));
  }

  /**
   * Another file of the same plugin that is to run instead: with a higher version, or with the same
   * when it runs already.
   */
  Optional<Entry> better(Entry than, String running) {
    return others(than)
        .filter(
            one -> {
              int higher = one.archive().version().compareTo(than.archive().version());
              return higher > 0 || (higher == 0 && one.name().equals(running));
            })
        .findFirst();
  }

  /** Other files of the same plugin. */
  List<Entry> worse(Entry than) {
    return others(than).toList();
  }

  private Stream<Entry> others(Entry than) {
    return all().stream()
        .filter(one -> !one.name().equals(than.name()) && one.plugin().equals(than.plugin()));
  }

  /** Puts a jar in as one that has been read. */
  Entry put(Path jar, String name) throws DeployException, IOException {
    Path target = folder.resolve(name);
    Copies.put(jar, target);
    Entry entry = new Entry(name, PluginFolder.mark(target), PluginArchive.read(target));
    entries.put(name, entry);
    settled(entry);
    return entry;
  }

  void forget(Entry one) {
    entries.remove(one.name());
    troubles.remove(one.name());
  }

  /** It is not taken, for this reason; whether that is new. */
  boolean trouble(Entry one, String reason) {
    return !reason.equals(troubles.put(one.name(), reason));
  }

  /** It runs, or what is like it. */
  void settled(Entry one) {
    troubles.remove(one.name());
  }

  /** The files that are not taken, with the reasons. */
  List<String> troubles() {
    return new TreeMap<>(troubles)
        .entrySet().stream()
            .map(one -> "plugins/" + one.getKey() + " is not taken: " + one.getValue())
            .toList();
  }
}
