package dev.patchbay.core.log;

import dev.patchbay.core.store.Schema;
import java.util.List;

/** The tables of this room. */
final class LogTables {
  static final Schema SCHEMA =
      new Schema(
          "log",
          List.of(
              """
              CREATE TABLE event (
                seq INTEGER PRIMARY KEY,
                id TEXT NOT NULL,
                time INTEGER NOT NULL,
                repository TEXT NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                format INTEGER NOT NULL,
                body TEXT NOT NULL,
                crc INTEGER NOT NULL) STRICT;
              CREATE TABLE log (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                last INTEGER NOT NULL,
                trimmed INTEGER NOT NULL) STRICT;
              INSERT INTO log (one, last, trimmed) VALUES (1, 0, 0);
              CREATE TABLE cursor (
                reader TEXT PRIMARY KEY,
                position INTEGER NOT NULL,
                served INTEGER NOT NULL) STRICT, WITHOUT ROWID;
              CREATE TABLE dead_letter (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                reader TEXT NOT NULL,
                attempts INTEGER NOT NULL,
                error TEXT NOT NULL,
                at INTEGER NOT NULL,
                seq INTEGER NOT NULL,
                id TEXT NOT NULL,
                time INTEGER NOT NULL,
                repository TEXT NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                format INTEGER NOT NULL,
                body TEXT NOT NULL,
                crc INTEGER NOT NULL) STRICT;
              """,
              """
              ALTER TABLE cursor ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
              ALTER TABLE cursor ADD COLUMN hung INTEGER NOT NULL DEFAULT 0;
              ALTER TABLE cursor ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0;
              ALTER TABLE cursor ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
              CREATE INDEX dead_letter_reader ON dead_letter (reader);
              CREATE TABLE damaged_event (
                seq INTEGER PRIMARY KEY,
                what TEXT NOT NULL,
                at INTEGER NOT NULL) STRICT;
              """));

  private LogTables() {}
}
