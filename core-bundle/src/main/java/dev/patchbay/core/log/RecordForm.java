package dev.patchbay.core.log;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A record of the API as an object with its components as members, in their order. */
final class RecordForm implements Form {
  private final Constructor<?> constructor;

  /** Of the first components, which are not in the JSON but given to {@link #read}. */
  private final int given;

  private final List<Member> members;

  private RecordForm(Constructor<?> constructor, int given, List<Member> members) {
    this.constructor = constructor;
    this.given = given;
    this.members = members;
  }

  static RecordForm of(Class<?> type, int given) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      List<Member> members = new ArrayList<>();
      for (int i = given; i < components.length; i++) {
        members.add(Member.of(components[i]));
      }
      return new RecordForm(type.getConstructor(types), given, members);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("No public record: " + type.getName(), e);
    }
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    out.writeStartObject();
    for (Member member : members) {
      Object part = member.of(value);
      if (!member.form().isAbsent(part)) {
        out.writeName(member.name());
        member.form().write(out, part);
      }
    }
    out.writeEndObject();
  }

  @Override
  public Object read(JsonParser in) {
    return read(in, Map.of());
  }

  /** Reads an object; unknown members are passed over. */
  Object read(JsonParser in, Map<Integer, Object> firsts) {
    Object[] values = absentValues();
    firsts.forEach((at, value) -> values[at] = value);
    if (in.currentToken() == JsonToken.START_OBJECT) {
      int expected = 0; // members come in the order in which they were written
      while (in.nextToken() != JsonToken.END_OBJECT) {
        int at = find(in.currentName(), expected);
        in.nextToken();
        if (at < 0) {
          in.skipChildren();
        } else {
          values[given + at] = members.get(at).form().read(in);
          expected = at + 1;
        }
      }
    } else {
      in.skipChildren();
    }
    return make(values);
  }

  private int find(String name, int expected) {
    for (int i = 0; i < members.size(); i++) {
      int at = (expected + i) % members.size();
      if (members.get(at).name().equals(name)) {
        return at;
      }
    }
    return -1;
  }

  private Object[] absentValues() {
    Object[] values = new Object[given + members.size()];
    for (int i = 0; i < members.size(); i++) {
      values[given + i] = members.get(i).form().absent();
    }
    return values;
  }

  private Object make(Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("No valid " + constructor.getName(), e);
    }
  }

  @Override
  public Object absent() {
    return make(absentValues());
  }

  /** A record that says nothing at all is left out. */
  @Override
  public boolean isAbsent(Object value) {
    for (Member member : members) {
      if (!member.isAbsent(value)) {
        return false;
      }
    }
    return true;
  }
}
