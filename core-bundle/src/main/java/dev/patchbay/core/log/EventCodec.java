package dev.patchbay.core.log;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as JSON: flat, durations in milliseconds, times in ISO 8601, without what is absent. */
public final class EventCodec {
  /** Counted up when rows of before could no longer be read in the same way. */
  static final int FORMAT = 1;

  /** In the column of a plugin's own event, whose name is not ours. */
  private static final String CUSTOM = "custom";

  private final JsonFactory factory = new JsonFactory();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Map<Class<?>, EventForm> forms = new ConcurrentHashMap<>();
  private final Map<String, Class<? extends Event>> records = new LinkedHashMap<>();

  public EventCodec() {
    EventNames.KNOWN.forEach(known -> records.put(key(known.name(), known.type()), known.record()));
  }

  /** The whole event, as hooks, commands and the control socket give it. */
  public ObjectNode json(Event event) {
    ObjectNode json = mapper.createObjectNode();
    put(json, "id", event.id());
    if (event.seq() > 0) {
      json.put("seq", event.seq());
    }
    put(json, "name", event.name());
    put(json, "type", event.type());
    json.put("time", event.time().toString());
    put(json, "repository", event.repository());
    json.setAll((ObjectNode) mapper.readTree(body(event)));
    return json;
  }

  EventRow encode(Event event) {
    return encode(event, body(event));
  }

  /** With a body that was written before; only the header may have changed since. */
  EventRow encode(Event event, String body) {
    return new EventRow(
            event.seq(),
            event.id(),
            event.time(),
            event.repository(),
            event.name(),
            event instanceof CustomEvent ? CUSTOM : event.type(),
            FORMAT,
            body,
            0)
        .sealed();
  }

  /** What a later release has written and this one does not know comes as a CustomEvent. */
  Event decode(EventRow row) {
    if (!row.isIntact()) {
      throw new DamagedEventException(row.seq(), "its checksum is wrong", null);
    }
    EventHeader header = new EventHeader(row.id(), row.seq(), row.time(), row.repository());
    try (JsonParser in = factory.createParser(ObjectReadContext.empty(), row.body())) {
      in.nextToken();
      Class<? extends Event> type = records.get(key(row.name(), row.type()));
      if (type != null) {
        return form(type).read(in, header);
      }
      if (row.type().equals(CUSTOM)) {
        return EventForm.custom(row.name()).read(in, header);
      }
      return unknown(row, header, in);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new DamagedEventException(row.seq(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Event unknown(EventRow row, EventHeader header, JsonParser in) {
    Map<String, Object> data = new LinkedHashMap<>();
    if (!row.type().isEmpty()) {
      data.put("type", row.type());
    }
    ((Map<?, ?>) new FreeForm().read(in)).forEach((name, value) -> data.put((String) name, value));
    return new CustomEvent(header, row.name(), data);
  }

  /** By way of a text: half a surrogate pair in a payload must not fail the append. */
  String body(Event event) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
      EventForm form =
          event instanceof CustomEvent ? EventForm.custom(event.name()) : form(event.getClass());
      form.write(out, event);
    }
    return text.toString();
  }

  private EventForm form(Class<? extends Event> type) {
    return forms.computeIfAbsent(type, any -> EventForm.of(type));
  }

  private static void put(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static String key(String name, String type) {
    return name + ' ' + type;
  }
}
