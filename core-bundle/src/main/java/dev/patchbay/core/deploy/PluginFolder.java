package dev.patchbay.core.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder {@code plugins}. A jar counts once it has not changed for a moment, so one
 * that is still being copied does not; what the file system tells is a hint, looking again is the
 * truth.
 */
final class PluginFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginFolder.class);
  private static final Duration SETTLED = Duration.ofMillis(50);
  private static final Duration GIVEN_UP = Duration.ofSeconds(5);
  private static final Duration RESCAN = Duration.ofSeconds(2);

  /** What a file was like; the inode tells a replaced file from the one before. */
  record Mark(long size, FileTime modified, String key) {}

  private record Waiting(Mark mark, long since) {}

  private final Path folder;
  private final Consumer<Map<String, Mark>> listener;
  private final WatchService watch;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Map<String, Long> away = new HashMap<>();
  private Map<String, Mark> told = Map.of();

  /**
   * @param listener told all jars of the folder whenever one of them has come, changed or gone; on
   *     the thread of this watcher
   */
  PluginFolder(Path folder, Consumer<Map<String, Mark>> listener) throws IOException {
    this.folder = folder;
    this.listener = listener;
    this.watch = folder.getFileSystem().newWatchService();
    folder.register(
        watch,
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_MODIFY,
        StandardWatchEventKinds.ENTRY_DELETE);
  }

  /** Looks at once, without waiting for anything to settle, and tells of nothing. */
  Map<String, Mark> now() throws IOException {
    told = jars();
    return told;
  }

  void start() {
    Thread.ofPlatform().daemon().name("patchbay-plugins-folder").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        Duration wait = waiting.isEmpty() && away.isEmpty() ? RESCAN : SETTLED;
        WatchKey key = watch.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
        look();
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      LOG.debug("no longer watching {}", folder);
    }
  }

  private void look() {
    Map<String, Mark> seen;
    try {
      seen = jars();
    } catch (IOException e) {
      LOG.debug("cannot look into {}", folder, e);
      return;
    }
    Map<String, Mark> settled = new HashMap<>();
    long now = System.nanoTime();
    waiting.keySet().retainAll(seen.keySet());
    seen.forEach(
        (name, mark) -> {
          Waiting before = waiting.get(name);
          if (mark.equals(told.get(name))) {
            waiting.remove(name);
            settled.put(name, mark);
          } else if (before == null || !before.mark().equals(mark)) {
            waiting.put(name, new Waiting(mark, now));
          } else if (settled(name, now - before.since())) {
            waiting.remove(name);
            settled.put(name, mark);
          }
          Mark known = told.get(name);
          if (known != null) {
            settled.putIfAbsent(name, known);
          }
        });
    hold(seen, settled, now);
    if (!settled.equals(told)) {
      told = Map.copyOf(settled);
      listener.accept(told);
    }
  }

  /**
   * A file that is gone may come again at once, or under another name: it counts as there until it
   * has been away for a moment and nothing is on its way in.
   */
  private void hold(Map<String, Mark> seen, Map<String, Mark> settled, long now) {
    away.keySet().removeIf(seen::containsKey);
    told.forEach(
        (name, mark) -> {
          if (!seen.containsKey(name)) {
            long since = away.computeIfAbsent(name, first -> now);
            long limit = waiting.isEmpty() ? SETTLED.toNanos() : GIVEN_UP.toNanos();
            if (now - since < limit) {
              settled.put(name, mark);
            } else {
              away.remove(name);
            }
          }
        });
  }

  /** A slow copy stands still, too: what does not open is called damaged only after a while. */
  private boolean settled(String name, long unchanged) {
    return unchanged >= GIVEN_UP.toNanos()
        || (unchanged >= SETTLED.toNanos() && PluginArchive.opens(folder.resolve(name)));
  }

  private Map<String, Mark> jars() throws IOException {
    Map<String, Mark> jars = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && !name.startsWith(".") && Files.isRegularFile(file)) {
          jars.put(name, mark(file));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // so does a stream tell of a folder that cannot be read to its end
    }
    return jars;
  }

  static Mark mark(Path file) throws IOException {
    BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
    return new Mark(is.size(), is.lastModifiedTime(), String.valueOf(is.fileKey()));
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
