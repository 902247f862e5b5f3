package dev.patchbay.core.git;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watch per ref directory, and one on the Git directory for packed refs. What they tell is a
 * hint of where to look; nothing depends on it.
 */
final class RefDirectories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefDirectories.class);

  /** The Git directory itself, and the folder in which the hook leaves pushes. */
  private static final String GIT_DIR = "";

  private static final String PUSHES = "pushes/";

  private final WatchService service;
  private final Map<WatchKey, Place> places = new ConcurrentHashMap<>();
  private volatile boolean limitTold;

  private record Place(WatchedRepository repository, Path directory, String prefix) {}

  RefDirectories(WatchService service) {
    this.service = service;
  }

  /** Watches what is there now; the caller looks at everything after it. */
  void add(WatchedRepository repository, Path gitDir) {
    register(new Place(repository, gitDir, GIT_DIR));
    register(new Place(repository, gitDir.resolve("refs"), "refs/"));
    addBelow(repository, gitDir.resolve("refs"), "refs/", false);
    Path pushes = gitDir.resolve(PushSpool.FOLDER);
    if (Files.isDirectory(pushes)) {
      register(new Place(repository, pushes, PUSHES));
    }
    Path table = gitDir.resolve("reftable");
    if (Files.isDirectory(table)) {
      register(new Place(repository, table, GIT_DIR));
    }
  }

  void remove(WatchedRepository repository) {
    places.forEach(
        (key, place) -> {
          if (place.repository() == repository) {
            key.cancel();
            places.remove(key);
          }
        });
  }

  /** Passes on what happened at one key. */
  void dispatch(WatchKey key) {
    Place place = places.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (place != null) {
        note(place, event);
      }
    }
    if (!key.reset()) {
      places.remove(key);
      if (place != null && place.prefix().equals(GIT_DIR)) {
        place.repository().reconcile();
      }
    }
  }

  private void note(Place place, WatchEvent<?> event) {
    WatchedRepository repository = place.repository();
    if (!(event.context() instanceof Path file)) {
      repository.reconcile(); // an overflow: we no longer know what happened
      return;
    }
    String name = file.toString();
    if (name.endsWith(".lock")) {
      return;
    }
    switch (place.prefix()) {
      case GIT_DIR -> noteGitDir(repository, place, name);
      case PUSHES -> repository.lookAtPushes();
      default -> noteRef(place, event, name);
    }
  }

  private void noteGitDir(WatchedRepository repository, Place place, String name) {
    boolean table = place.directory().endsWith("reftable");
    if (table || name.equals("packed-refs") || name.equals("refs") || name.equals("patchbay")) {
      if (!name.equals("packed-refs")) {
        add(repository, table ? place.directory().resolveSibling(".") : place.directory());
      }
      repository.reconcile();
    }
  }

  private void noteRef(Place place, WatchEvent<?> event, String name) {
    Path path = place.directory().resolve(name);
    String ref = place.prefix() + name;
    if (event.kind() == StandardWatchEventKinds.ENTRY_CREATE
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      addDirectory(place.repository(), path, ref + "/", true);
      return;
    }
    if (RefMove.isReadable(ref)) {
      place.repository().lookAt(ref);
    } else {
      place.repository().reconcile(); // to say so
    }
  }

  private void addBelow(
      WatchedRepository repository, Path directory, String prefix, boolean fresh) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = prefix + entry.getFileName();
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          addDirectory(repository, entry, name + "/", fresh);
        } else if (fresh && !name.endsWith(".lock")) {
          repository.lookAt(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      LOG.debug("{} went while it was looked at", directory);
    } catch (AccessDeniedException e) {
      LOG.debug("{} may not be read, and its repository says so", directory);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("cannot watch {}: {}", directory, e.toString());
    }
  }

  /** Registers first and looks after, so that what comes in between is seen twice, not never. */
  private void addDirectory(
      WatchedRepository repository, Path directory, String prefix, boolean fresh) {
    if (prefix.startsWith("refs/heads/")
        || prefix.startsWith("refs/tags/")
        || prefix.equals("refs/notes/")
        || prefix.equals("refs/notes/patchbay/")) {
      register(new Place(repository, directory, prefix));
      addBelow(repository, directory, prefix, fresh);
    }
  }

  private void register(Place place) {
    try {
      WatchKey key =
          place
              .directory()
              .register(
                  service,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY,
                  StandardWatchEventKinds.ENTRY_DELETE);
      places.put(key, place);
    } catch (NoSuchFileException | NotDirectoryException e) {
      LOG.debug("{} went while it was looked at", place.directory());
    } catch (AccessDeniedException e) {
      LOG.debug("{} may not be read, and its repository says so", place.directory());
    } catch (IOException e) {
      if (!limitTold) {
        limitTold = true;
        LOG.warn(
            "cannot watch {} ({}); changes there are found by reconciling, later. Raise"
                + " fs.inotify.max_user_watches",
            place.directory(),
            e.getMessage());
      }
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
