package dev.patchbay.core.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Writes the files of a tree; submodules are left out. What a tree may not contain is refused. */
final class TreeWriter {
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("--x--x--x");

  private final ObjectReader objects;
  private final Path root;
  private final DirCacheBuilder index;

  TreeWriter(ObjectReader objects, Path root, DirCache index) {
    this.objects = objects;
    this.root = root;
    this.index = index.builder();
  }

  /** Afterwards the index lists what was written. */
  void write(ObjectId tree) throws IOException {
    try (TreeWalk walk = new TreeWalk(objects)) {
      walk.addTree(tree);
      while (walk.next()) {
        refuseDangerous(walk.getNameString(), walk.getPathString());
        Path path = root.resolve(walk.getPathString());
        FileMode mode = walk.getFileMode(0);
        if (mode == FileMode.TREE) {
          makeDirectory(path);
          walk.enterSubtree();
        } else if (mode != FileMode.GITLINK) {
          write(path, mode, walk.getObjectId(0));
          index.add(entry(walk, path, mode));
        }
      }
    }
    index.finish();
  }

  private void write(Path path, FileMode mode, ObjectId blob) throws IOException {
    if (mode == FileMode.SYMLINK) {
      String target = new String(objects.open(blob).getBytes(), StandardCharsets.UTF_8);
      Files.createSymbolicLink(path, Path.of(target));
      return;
    }
    try (OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      objects.open(blob).copyTo(out);
    }
    if (mode == FileMode.EXECUTABLE_FILE) {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      permissions.addAll(EXECUTABLE);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /** A hostile tree may name a link and a directory alike, to lead us out of the checkout. */
  private static void makeDirectory(Path path) throws IOException {
    try {
      Files.createDirectory(path);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  private static void refuseDangerous(String name, String path) throws IOException {
    String plain = name.toLowerCase(Locale.ROOT);
    if (plain.isEmpty()
        || plain.equals(".")
        || plain.equals("..")
        || plain.equals(".git")
        || plain.indexOf('/') >= 0
        || plain.indexOf('\0') >= 0) {
      throw new IOException("the tree contains the forbidden name " + path);
    }
  }

  private static DirCacheEntry entry(TreeWalk walk, Path path, FileMode mode) throws IOException {
    DirCacheEntry entry = new DirCacheEntry(walk.getRawPath());
    BasicFileAttributes written =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    entry.setFileMode(mode);
    entry.setObjectId(walk.getObjectId(0));
    entry.setLength(written.size());
    entry.setLastModified(written.lastModifiedTime().toInstant());
    return entry;
  }
}
