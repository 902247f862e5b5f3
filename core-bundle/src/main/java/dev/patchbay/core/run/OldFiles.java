package dev.patchbay.core.run;

import dev.patchbay.core.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Removes what runs that ended long ago have left in the home: their logs and artifacts. */
final class OldFiles {
  private final Store store;
  private final Path logs;
  private final Artifacts artifacts;

  OldFiles(Store store, Path home, Artifacts artifacts) {
    this.store = store;
    this.logs = home.resolve("logs");
    this.artifacts = artifacts;
  }

  /** The logs of runs that had ended by then, and of hooks that have said nothing since. */
  void removeLogs(Instant before) throws IOException {
    for (String kind : new String[] {"runs", "gates"}) {
      removeEach(
          children(logs.resolve(kind)),
          folder -> {
            if (isOld(folder, before) && hadEnded(String.valueOf(folder.getFileName()), before)) {
              delete(folder);
            }
          });
    }
    removeEach(
        children(logs.resolve("hooks")),
        file -> {
          if (isOld(file, before)) {
            Files.deleteIfExists(file);
          }
        });
  }

  /** What becomes of one old thing, which may fail. */
  @FunctionalInterface
  private interface Removal<T> {
    void of(T old) throws IOException;
  }

  /**
   * @throws IOException that of the first that cannot be removed, when the others are: it would
   *     keep them for ever
   */
  private static <T> void removeEach(List<T> all, Removal<T> removal) throws IOException {
    IOException failure = null;
    for (T one : all) {
      try {
        removal.of(one);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Of a run that nobody knows the age of its folder decides. */
  private boolean hadEnded(String run, Instant before) {
    Optional<Run> known = store.read(tx -> RunRows.find(tx, run));
    return known.map(one -> one.status().ended() && one.ended().isBefore(before)).orElse(true);
  }

  /** The artifacts that every hook was told of by then; none while a run of then is under way. */
  void removeArtifacts(Instant before) throws IOException {
    boolean underWay =
        store.read(RunRows::open).stream()
            .anyMatch(
                run -> run.started().isAfter(Instant.EPOCH) && run.started().isBefore(before));
    if (underWay) {
      return; // it may have made one that no event speaks of yet
    }
    removeEach(
        artifacts.notMadeSince(before),
        name -> {
          if (!store.read(tx -> ArtifactRows.isNeeded(tx, name, before))) {
            artifacts.remove(name, before);
            store.change(tx -> ArtifactRows.forget(tx, name, before));
          }
        });
  }

  private static boolean isOld(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(children::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    return children;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
