package dev.patchbay.core.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The jars that are really installed: what came by folder, command or shell is copied first, so
 * that nobody changes a jar under a running class loader.
 */
final class Copies {
  private static final String HALF = ".{incoming,rollback}*.part";

  private final Path bundles;
  private final Path previous;

  Copies(Path home) {
    this.bundles = home.resolve("state").resolve("bundles");
    this.previous = home.resolve("state").resolve("previous");
  }

  /** Removes what a daemon was killed over, here and in the folder of plugins. */
  void sweep(Path plugins) throws IOException {
    for (Path folder : List.of(bundles, previous, plugins)) {
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, HALF)) {
          for (Path path : left) {
            Files.deleteIfExists(path);
          }
        }
      }
    }
  }

  /** The immutable copy of an archive, made when it is not there yet. */
  Path of(PluginArchive archive) throws DeployException, IOException {
    Path copy =
        bundles.resolve(
            archive.symbolicName()
                + "-"
                + archive.version()
                + "-"
                + archive.sha256().substring(0, 12)
                + ".jar");
    if (!Files.exists(copy)) {
      put(archive.file(), copy);
      if (!PluginArchive.read(copy).sha256().equals(archive.sha256())) {
        Files.delete(copy);
        throw DeployException.refused(archive.file().getFileName() + " changed while it was read");
      }
    }
    return copy;
  }

  /** Removes the copies that nothing is installed from any more. */
  void sweep(Set<String> used) throws IOException {
    if (!Files.isDirectory(bundles)) {
      return;
    }
    try (Stream<Path> files = Files.list(bundles)) {
      for (Path file : files.toList()) {
        if (!used.contains(String.valueOf(file.getFileName()))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  Path named(String name) {
    return bundles.resolve(name);
  }

  /** Where the version before of a plugin is kept. */
  Path previous(String plugin) {
    return previous.resolve(plugin + ".jar");
  }

  /** Keeps a copy as the version before of its plugin. */
  void keep(String plugin, Path copy) throws IOException {
    if (Files.exists(copy)) {
      put(copy, previous(plugin));
    }
  }

  /** Copies so that a reader of the target sees all of it or nothing. */
  static void put(Path source, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder for " + target);
    }
    Files.createDirectories(folder);
    Path whole = Files.createTempFile(folder, ".incoming", ".part");
    try {
      Files.copy(source, whole, StandardCopyOption.REPLACE_EXISTING);
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
