package dev.patchbay.core.log;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * How the values of one type stand in JSON. Reading is tolerant, for rows outlive releases: what is
 * missing, null or of another type is the type's absent value.
 */
interface Form {
  void write(JsonGenerator out, Object value);

  /** Reads from the first token of a value to its last. */
  Object read(JsonParser in);

  /** What stands for a value that is not there. */
  Object absent();

  /** Whether the value is left out. */
  default boolean isAbsent(Object value) {
    return false;
  }
}
