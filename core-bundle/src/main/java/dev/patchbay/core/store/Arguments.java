package dev.patchbay.core.store;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How Java's values are stored: times and durations as milliseconds, enums by name. */
final class Arguments {
  private Arguments() {}

  static void bind(PreparedStatement statement, @Nullable Object... args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      bind(statement, i + 1, args[i]);
    }
  }

  private static void bind(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(at, null);
      case String text -> statement.setString(at, text);
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setLong(at, number);
      case byte[] bytes -> statement.setBytes(at, bytes);
      case Boolean truth -> statement.setLong(at, truth ? 1 : 0);
      case Instant time -> statement.setLong(at, time.toEpochMilli());
      case Duration duration -> statement.setLong(at, duration.toMillis());
      case Enum<?> constant -> statement.setString(at, constant.name());
      case Path path -> statement.setString(at, path.toString());
      case Double number -> statement.setDouble(at, number);
      default -> throw new IllegalArgumentException("Cannot store a " + value.getClass().getName());
    }
  }
}
