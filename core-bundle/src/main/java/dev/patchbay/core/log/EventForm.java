package dev.patchbay.core.log;

import dev.patchbay.api.event.CustomEvent;
import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.api.event.GitEvent;
import dev.patchbay.api.event.RefChange;
import java.lang.reflect.Constructor;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The body of an event: its components but for the header. */
interface EventForm {
  void write(JsonGenerator out, Event event);

  Event read(JsonParser in, EventHeader header);

  static EventForm of(Class<? extends Event> type) {
    return GitEvent.class.isAssignableFrom(type) ? git(type) : plain(type);
  }

  private static EventForm plain(Class<? extends Event> type) {
    RecordForm form = RecordForm.of(type, 1);
    return new EventForm() {
      @Override
      public void write(JsonGenerator out, Event event) {
        form.write(out, event);
      }

      @Override
      public Event read(JsonParser in, EventHeader header) {
        return (Event) form.read(in, Map.of(0, header));
      }
    };
  }

  /** The members of the change are the event's own. */
  private static EventForm git(Class<? extends Event> type) {
    RecordForm form = RecordForm.of(RefChange.class, 0);
    Constructor<? extends Event> constructor;
    try {
      constructor = type.getConstructor(EventHeader.class, RefChange.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("No Git event: " + type.getName(), e);
    }
    return new EventForm() {
      @Override
      public void write(JsonGenerator out, Event event) {
        form.write(out, ((GitEvent) event).change());
      }

      @Override
      public Event read(JsonParser in, EventHeader header) {
        try {
          return constructor.newInstance(header, form.read(in));
        } catch (ReflectiveOperationException e) {
          throw new IllegalArgumentException("No valid " + type.getName(), e);
        }
      }
    };
  }

  /** A plugin's own event, whose name comes from its row. */
  static EventForm custom(String name) {
    RecordForm form = RecordForm.of(CustomEvent.class, 2);
    return new EventForm() {
      @Override
      public void write(JsonGenerator out, Event event) {
        form.write(out, event);
      }

      @Override
      public Event read(JsonParser in, EventHeader header) {
        return (Event) form.read(in, Map.of(0, header, 1, name));
      }
    };
  }
}
