package dev.patchbay.core.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;

/**
 * Reads the option schemas that a bundle carries in {@code OSGI-INF/metatype/}: from a jar before
 * it is installed, or from an installed bundle, so that both give the same answers. Nothing read
 * refers to the bundle.
 */
public final class MetatypeXml {
  private static final String FOLDER = "OSGI-INF/metatype/";

  /** What the daemon gives a plugin with its options is none of them. */
  private static final String RESERVED = "patchbay.";

  private static final int MAX_BYTES = 1024 * 1024;

  private MetatypeXml() {}

  /** The schemas in a jar by PID. */
  public static Map<String, OptionSchema> in(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Map<String, OptionSchema> schemas = new LinkedHashMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".xml")) {
          try (InputStream content = zip.getInputStream(entry)) {
            read(entry.getName(), content, schemas);
          }
        }
      }
      return schemas;
    }
  }

  /** The schemas in an installed bundle by PID; it need not be resolved. */
  public static Map<String, OptionSchema> in(Bundle bundle) throws IOException {
    Map<String, OptionSchema> schemas = new LinkedHashMap<>();
    Enumeration<String> paths = bundle.getEntryPaths(FOLDER);
    for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
      URL url = path.endsWith(".xml") ? bundle.getEntry(path) : null;
      if (url != null) {
        try (InputStream content = url.openStream()) {
          read(path, content, schemas);
        }
      }
    }
    return schemas;
  }

  private static void read(String name, InputStream content, Map<String, OptionSchema> schemas)
      throws IOException {
    byte[] bytes = content.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException(name + " is larger than 1 MiB");
    }
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      document(factory.createXMLStreamReader(new ByteArrayInputStream(bytes)), schemas);
    } catch (XMLStreamException broken) {
      throw new IOException(name + " is not valid XML", broken);
    }
  }

  private static void document(XMLStreamReader xml, Map<String, OptionSchema> schemas)
      throws XMLStreamException {
    Map<String, List<AttributeXml>> definitions = new LinkedHashMap<>();
    Map<String, String> designates = new LinkedHashMap<>();
    List<AttributeXml> current = new ArrayList<>();
    String pid = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "OCD" -> {
          current = new ArrayList<>();
          definitions.put(AttributeXml.attribute(xml, "id", ""), current);
        }
        case "AD" -> current.add(AttributeXml.read(xml));
        case "Option" -> {
          if (!current.isEmpty()) {
            current.getLast().choices().add(AttributeXml.attribute(xml, "value", ""));
          }
        }
        case "Designate" -> {
          String factory = AttributeXml.attribute(xml, "factoryPid", "");
          pid = factory.isEmpty() ? AttributeXml.attribute(xml, "pid", "") : factory + "~";
        }
        case "Object" -> designates.put(pid, AttributeXml.attribute(xml, "ocdref", ""));
        default -> {}
      }
    }
    designates.forEach(
        (designate, definition) -> {
          boolean factory = designate.endsWith("~");
          String name = factory ? designate.substring(0, designate.length() - 1) : designate;
          List<Option> options =
              definitions.getOrDefault(definition, List.of()).stream()
                  .map(AttributeXml::option)
                  .filter(option -> !option.property().startsWith(RESERVED))
                  .toList();
          schemas.merge(name, new OptionSchema(name, factory, options), OptionSchema::and);
        });
  }
}
