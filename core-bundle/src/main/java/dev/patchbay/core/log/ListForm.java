package dev.patchbay.core.log;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A list whose elements have one form. */
record ListForm(Form element) implements Form {
  @Override
  public void write(JsonGenerator out, Object value) {
    out.writeStartArray();
    for (Object each : (List<?>) value) {
      element.write(out, each);
    }
    out.writeEndArray();
  }

  @Override
  public Object read(JsonParser in) {
    List<Object> values = new ArrayList<>();
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        values.add(element.read(in));
      }
    } else {
      in.skipChildren();
    }
    return values;
  }

  @Override
  public Object absent() {
    return List.of();
  }
}
