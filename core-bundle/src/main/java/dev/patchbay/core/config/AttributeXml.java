package dev.patchbay.core.config;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamReader;

/** An attribute definition of a metatype document; its choices follow it as elements. */
record AttributeXml(Option plain, List<String> choices) {
  static AttributeXml read(XMLStreamReader xml) {
    String property = attribute(xml, "id", "");
    boolean hasDefault = xml.getAttributeValue(null, "default") != null;
    return new AttributeXml(
        new Option(
            property.startsWith(".") ? property.substring(1) : property,
            property,
            OptionType.named(attribute(xml, "type", "String")),
            number(attribute(xml, "cardinality", "0")),
            // A default satisfies: annotations say required="true" for every method.
            !hasDefault && !attribute(xml, "required", "true").equals("false"),
            hasDefault ? split(attribute(xml, "default", "")) : List.of(),
            attribute(xml, "min", ""),
            attribute(xml, "max", ""),
            List.of(),
            attribute(xml, "description", "")),
        new ArrayList<>());
  }

  Option option() {
    return new Option(
        plain.key(),
        plain.property(),
        plain.type(),
        plain.cardinality(),
        plain.required(),
        plain.defaults(),
        plain.min(),
        plain.max(),
        choices,
        plain.description());
  }

  static String attribute(XMLStreamReader xml, String name, String absent) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? absent : value;
  }

  private static int number(String text) {
    return text.matches("-?[0-9]{1,9}")
        ? Integer.parseInt(text)
        : text.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  /** Values are separated by commas; a backslash takes the next character as it is. */
  private static List<String> split(String text) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        value.append(text.charAt(++i));
      } else if (c == ',') {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    if (!text.isEmpty()) {
      values.add(value.toString());
    }
    return values;
  }
}
