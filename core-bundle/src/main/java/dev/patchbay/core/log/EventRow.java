package dev.patchbay.core.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.zip.CRC32C;

/** An event as it is stored: the header in columns, the rest as JSON, and a checksum over all. */
record EventRow(
    long seq,
    String id,
    Instant time,
    String repository,
    String name,
    String type,
    int format,
    String body,
    long crc) {

  static final String COLUMNS = "seq, id, time, repository, name, type, format, body, crc";

  static EventRow of(ResultSet row) throws SQLException {
    return new EventRow(
        row.getLong(1),
        row.getString(2),
        Instant.ofEpochMilli(row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getInt(7),
        row.getString(8),
        row.getLong(9));
  }

  /** What it takes in memory, roughly. */
  long bytes() {
    return 500L + body.length();
  }

  /** SQLite's pages have no checksums; this finds what a disk or a hand has changed in a row. */
  EventRow sealed() {
    return new EventRow(seq, id, time, repository, name, type, format, body, checksum());
  }

  boolean isIntact() {
    return crc == checksum();
  }

  Object[] values() {
    return new Object[] {seq, id, time, repository, name, type, format, body, crc};
  }

  private long checksum() {
    CRC32C sum = new CRC32C();
    sum.update(
        ByteBuffer.allocate(20).putLong(seq).putLong(time.toEpochMilli()).putInt(format).flip());
    for (String text : new String[] {id, repository, name, type, body}) {
      sum.update(text.getBytes(StandardCharsets.UTF_8));
      sum.update(0); // so that nothing moves unseen from one column to the next
    }
    return sum.getValue();
  }
}
