package dev.patchbay.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What is in an archive, looked at before anybody unpacks it: where its entries lead to, whether
 * they are whole, and that they are of a bearable size.
 */
final class ArchiveEntries {
  private static final int MAX_ENTRIES = 65_000;
  private static final long MAX_BYTES = 1L << 30;

  /** Below this an entry may be packed as densely as it likes. */
  private static final long SUSPICIOUS_BYTES = 16L << 20;

  /** Classes and jars are packed to a half or a third, text to a tenth. */
  private static final long MAX_RATIO = 200;

  private final ZipFile archive;
  private final String name;
  private final byte[] buffer = new byte[1 << 16];

  private ArchiveEntries(ZipFile archive, String name) {
    this.archive = archive;
    this.name = name;
  }

  /** By the directory of the archive alone, which is quick. */
  static void checkNames(ZipFile archive, Path file) throws DeployException {
    new ArchiveEntries(archive, String.valueOf(file.getFileName())).checkNames();
  }

  /**
   * Reads every entry: the directory of an archive may be whole when its content is not, and tells
   * sizes that need not be true.
   *
   * @param name how the archive is called in messages
   */
  static void checkContent(Path file, String name) throws DeployException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      new ArchiveEntries(archive, name).checkContent();
    } catch (IOException e) {
      throw damaged(name, String.valueOf(e.getMessage()));
    }
  }

  private void checkNames() throws DeployException {
    Set<String> seen = new HashSet<>();
    Enumeration<? extends ZipEntry> entries = archive.entries();
    while (entries.hasMoreElements()) {
      String entry = entries.nextElement().getName();
      if (leaves(entry)) {
        throw refused("has an entry that leaves the archive: " + entry);
      }
      if (!seen.add(entry)) {
        throw refused("has two entries of the name " + entry);
      }
      if (seen.size() > MAX_ENTRIES) {
        throw refused("has more than " + MAX_ENTRIES + " entries");
      }
    }
  }

  private static boolean leaves(String entry) {
    String path = entry.replace('\\', '/');
    boolean absolute = path.startsWith("/") || path.matches("[A-Za-z]:.*");
    return absolute || path.indexOf('\0') >= 0 || ("/" + path + "/").contains("/../");
  }

  private void checkContent() throws DeployException {
    long all = 0;
    Enumeration<? extends ZipEntry> entries = archive.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      try {
        all += read(entry, MAX_BYTES - all);
      } catch (IOException e) {
        throw damaged(name, entry.getName() + " cannot be read (" + e.getMessage() + ")");
      }
    }
  }

  /** How many bytes it unpacks to. */
  private long read(ZipEntry entry, long most) throws DeployException, IOException {
    CRC32 sum = new CRC32();
    long bytes = 0;
    try (InputStream in = archive.getInputStream(entry)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
        bytes += read;
        if (bytes > most) {
          throw refused("unpacks to more than 1 GiB");
        }
        if (bytes > SUSPICIOUS_BYTES && bytes > MAX_RATIO * entry.getCompressedSize()) {
          throw refused(
              "%s unpacks to more than %d times its size".formatted(entry.getName(), MAX_RATIO));
        }
      }
    }
    if (bytes != entry.getSize() || sum.getValue() != entry.getCrc()) {
      throw damaged(name, entry.getName() + " is not what was packed into it");
    }
    return bytes;
  }

  private DeployException refused(String why) {
    return DeployException.refused(
        name + " " + why + "; build it anew, and look at where it comes from");
  }

  private static DeployException damaged(String name, String why) {
    return DeployException.refused(
        "%s is damaged: %s; copy or build it again".formatted(name, why));
  }
}
