package dev.patchbay.core.log;

import dev.patchbay.api.event.GateOutcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * Texts, numbers, times and the like.
 *
 * @param omitted whether the absent value is left out: a text that is empty says nothing, a number
 *     that is zero does
 */
record Scalar<T>(
    T absent, boolean omitted, BiConsumer<JsonGenerator, T> writer, Function<JsonParser, T> reader)
    implements Form {

  static final Form TEXT =
      new Scalar<>("", true, JsonGenerator::writeString, in -> in.getValueAsString(""));
  static final Form INTEGER =
      new Scalar<>(0, false, JsonGenerator::writeNumber, in -> in.getValueAsInt(0));

  /** A number from 1, where 0 means that there is none. */
  static final Form PORT =
      new Scalar<>(0, true, JsonGenerator::writeNumber, in -> in.getValueAsInt(0));

  /** A number from 0, where -1 means that there is none. */
  static final Form EXIT_CODE =
      new Scalar<>(-1, true, JsonGenerator::writeNumber, in -> in.getValueAsInt(-1));

  static final Form LONG =
      new Scalar<>(0L, false, JsonGenerator::writeNumber, in -> in.getValueAsLong(0));
  static final Form TRUTH =
      new Scalar<>(false, false, JsonGenerator::writeBoolean, in -> in.getValueAsBoolean(false));
  static final Form TIME =
      new Scalar<>(
          Instant.EPOCH, true, (out, time) -> out.writeString(time.toString()), Scalar::time);
  static final Form DURATION =
      new Scalar<>(
          Duration.ZERO,
          false,
          (out, duration) -> out.writeNumber(duration.toMillis()),
          in -> Duration.ofMillis(in.getValueAsLong(0)));

  /** An outcome that this release does not know is none that lets a run go on. */
  static final Form OUTCOME =
      new Scalar<>(
          GateOutcome.ERROR,
          false,
          (out, outcome) -> out.writeString(outcome.name()),
          Scalar::outcome);

  @Override
  @SuppressWarnings("unchecked") // a form is only ever given values of its own type
  public void write(JsonGenerator out, Object value) {
    writer.accept(out, (T) value);
  }

  @Override
  public Object read(JsonParser in) {
    if (in.currentToken().isScalarValue()) {
      return reader.apply(in);
    }
    in.skipChildren();
    return absent;
  }

  @Override
  public boolean isAbsent(Object value) {
    return omitted && value.equals(absent);
  }

  private static Instant time(JsonParser in) {
    try {
      return Instant.parse(in.getValueAsString(""));
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static GateOutcome outcome(JsonParser in) {
    String name = in.getValueAsString("");
    return Stream.of(GateOutcome.values())
        .filter(outcome -> outcome.name().equals(name))
        .findFirst()
        .orElse(GateOutcome.ERROR);
  }
}
