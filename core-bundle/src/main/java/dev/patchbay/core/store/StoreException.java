package dev.patchbay.core.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The database refused or failed; the message says what, where and what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is, for those who decide by it. */
  public enum Kind {
    /** Written by a newer version of Patchbay. */
    NEWER,
    /** Damaged, or not a database of ours at all. */
    CORRUPT,
    /** Another program holds its lock. */
    LOCKED,
    /** No space left; the store tries again by itself. */
    FULL,
    /** Reading, writing or syncing failed; what is on disk is not known. */
    IO,
    /** A statement was refused: a constraint, or a mistake in it. */
    STATEMENT,
    /** The store is closed. */
    CLOSED
  }

  private final Kind kind;

  StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  static Kind kindOf(SQLException e) {
    if (e instanceof SQLiteException s
        && s.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return Kind.FULL; // the shared index of the WAL could not grow
    }
    // Only the low byte: the rest says where it happened, not what.
    int code = e.getErrorCode() & 0xff;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return Kind.FULL;
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return Kind.CORRUPT;
    }
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return Kind.LOCKED;
    }
    if (code == SQLiteErrorCode.SQLITE_IOERR.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_PERM.code
        || code == SQLiteErrorCode.SQLITE_AUTH.code
        || code == SQLiteErrorCode.SQLITE_NOMEM.code) {
      return Kind.IO;
    }
    return Kind.STATEMENT;
  }

  static StoreException of(Path file, SQLException e) {
    return switch (kindOf(e)) {
      case CORRUPT -> corrupt(file, String.valueOf(e.getMessage()), e);
      case LOCKED ->
          new StoreException(
              Kind.LOCKED,
              "The database %s is locked by another program; end that program and try again"
                  .formatted(file),
              e);
      case FULL ->
          new StoreException(
              Kind.FULL,
              "No space left for the database %s; nothing is accepted until there is space again"
                  .formatted(file),
              e);
      case IO ->
          new StoreException(
              Kind.IO,
              "The database %s cannot be read or written (%s); check the disk and the permissions"
                  .formatted(file, e.getMessage()),
              e);
      case NEWER, STATEMENT, CLOSED ->
          new StoreException(
              Kind.STATEMENT, "The database %s refused: %s".formatted(file, e.getMessage()), e);
    };
  }

  static StoreException corrupt(Path file, String what, @Nullable Throwable cause) {
    return new StoreException(
        Kind.CORRUPT,
        ("The database %s is damaged or no database of Patchbay (%s). It was left as it is: "
                + "put back a copy of it, or move it away together with its -wal and -shm files")
            .formatted(file, what),
        cause);
  }

  static StoreException closed(Path file) {
    return new StoreException(Kind.CLOSED, "The database %s is closed".formatted(file), null);
  }
}
