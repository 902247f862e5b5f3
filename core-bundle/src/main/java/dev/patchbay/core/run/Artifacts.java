package dev.patchbay.core.run;

import dev.patchbay.api.event.Artifact;
import dev.patchbay.core.job.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The files that tasks leave, copied into the home under the hash of their content. */
final class Artifacts {

  /** A path that would lead out of the checkout. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private final Path folder;

  /** So that a file is not removed as old in the moment in which it comes again. */
  private final ReentrantLock lock = new ReentrantLock();

  Artifacts(Path home) {
    this.folder = home.resolve("artifacts");
  }

  /** Copies what the globs name below the checkout, in the order of the paths. */
  List<Artifact> collect(Path checkout, List<String> globs) throws IOException {
    if (globs.isEmpty()) {
      return List.of();
    }
    for (String glob : globs) {
      if (glob.startsWith("/") || List.of(glob.split("/", -1)).contains("..")) {
        throw new Refused("the artifact pattern '" + glob + "' leaves the checkout");
      }
    }
    Path root = checkout.toRealPath();
    List<Artifact> found = new ArrayList<>();
    for (Path file : matches(root, globs.stream().map(Glob::of).toList())) {
      Path real = real(root, file);
      if (Files.isRegularFile(real)) {
        found.add(copy(real, name(root, file)));
      }
    }
    return found;
  }

  private static List<Path> matches(Path root, List<Glob> globs) throws IOException {
    List<Path> matching = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean git = dir.getParent() != null && dir.equals(root.resolve(".git"));
            return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = name(root, file);
            if (globs.stream().anyMatch(glob -> glob.matches(name))) {
              matching.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return matching.stream().sorted().toList();
  }

  private static Path real(Path root, Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(root)) {
      throw new Refused(
          "the artifact '" + name(root, file) + "' is a link that leaves the checkout");
    }
    return real;
  }

  private Artifact copy(Path file, String name) throws IOException {
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, ".part", "");
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long size;
      try (InputStream in = Files.newInputStream(file);
          OutputStream out = new DigestOutputStream(Files.newOutputStream(part), sha256)) {
        size = in.transferTo(out);
      }
      String hash = HexFormat.of().formatHex(sha256.digest());
      lock.lock();
      try {
        Files.move(part, folder.resolve(hash), StandardCopyOption.REPLACE_EXISTING);
      } finally {
        lock.unlock();
      }
      return new Artifact(name, size, hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The names of those that no run has made since. */
  List<String> notMadeSince(Instant time) throws IOException {
    List<String> old = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return old;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
          old.add(String.valueOf(file.getFileName()));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return old;
  }

  /** Unless a run has made it again since. */
  void remove(String name, Instant notMadeSince) throws IOException {
    Path file = folder.resolve(name);
    lock.lock();
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(notMadeSince)) {
        Files.delete(file);
      }
    } finally {
      lock.unlock();
    }
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString();
  }
}
