package dev.patchbay.core.store;

import dev.patchbay.core.store.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.util.LibraryLoaderUtil;

/** The file: how it is looked at before it is trusted, and how it is opened. */
final class Database {
  /** A file up to this size is read through at each start; that takes about 0.1 s at most. */
  private static final long CHECKED_BYTES = 64L << 20;

  private static final String LIBRARY_FOLDER = "org.sqlite.lib.path";

  private static final int BUSY_MILLIS = 2_000;

  private final Path file;

  Database(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Makes the folder, and one for SQLite's native library that a killed daemon leaves full. */
  void prepare() {
    Path temporary = file.resolveSibling("tmp");
    try {
      Files.createDirectories(temporary);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(temporary)) {
        for (Path path : left) {
          Files.deleteIfExists(path);
        }
      }
      unpackLibrary(temporary);
    } catch (IOException e) {
      throw new StoreException(
          Kind.IO,
          "The folder %s cannot be written (%s); check its owner and permissions"
              .formatted(file.getParent(), e),
          e);
    }
    System.setProperty("org.sqlite.tmpdir", temporary.toString());
  }

  /** SQLite's own way compares what it unpacked byte by byte, which is felt at the start. */
  private static void unpackLibrary(Path folder) throws IOException {
    if (System.getProperty(LIBRARY_FOLDER) != null) {
      return; // a virtual machine loads it once
    }
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = SQLiteConfig.class.getResourceAsStream(resource)) {
      if (library != null) { // else SQLite says itself what it was not built for
        Files.copy(library, folder.resolve(name));
        System.setProperty(LIBRARY_FOLDER, folder.toString());
      }
    }
  }

  /** Reads without writing, so that a file which is refused stays as it was. */
  void examine(Migrations migrations) throws SQLException {
    long size = size(file);
    if (size == 0) {
      if (size(file.resolveSibling(file.getFileName() + "-wal")) > 0) {
        throw StoreException.corrupt(file, "it is empty or gone, but its -wal file is not", null);
      }
      return;
    }
    try (Session session = open(true)) {
      migrations.check(session);
      if (size <= CHECKED_BYTES) {
        List<String> found = session.list("PRAGMA quick_check(1)", row -> row.getString(1));
        if (!found.equals(List.of("ok"))) {
          throw StoreException.corrupt(file, String.join("; ", found).strip(), null);
        }
      }
    }
  }

  Session writer() throws SQLException {
    return open(
        false,
        "auto_vacuum = INCREMENTAL", // before the first table, or never
        "journal_mode = WAL",
        "synchronous = FULL",
        "journal_size_limit = 67108864",
        "foreign_keys = ON",
        "cache_size = -8192");
  }

  Session reader() throws SQLException {
    return open(false, "query_only = ON", "cache_size = -2048");
  }

  private Session open(boolean readOnly, String... settings) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setGetGeneratedKeys(false); // else every INSERT is followed by a query
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    Session session = new Session(source.getConnection());
    try {
      session.script("PRAGMA cell_size_check = ON");
      session.script("PRAGMA temp_store = MEMORY");
      for (String setting : settings) {
        session.script("PRAGMA " + setting);
      }
      session.takeTransactions();
    } catch (SQLException e) {
      session.close();
      throw e;
    }
    return session;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
