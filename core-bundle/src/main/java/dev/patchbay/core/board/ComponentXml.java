package dev.patchbay.core.board;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;

/**
 * What a bundle says of a component before it is started; afterwards Declarative Services tell it
 * better, but then what is activated at once has been.
 *
 * @param immediate whether it is written that it is to be activated at once
 * @param publishes whether it has a service, or is a factory; else it is activated at once, too
 */
record ComponentXml(String name, boolean immediate, boolean publishes) {
  private static final String HEADER = "Service-Component";

  static List<ComponentXml> in(Bundle bundle) throws IOException {
    List<ComponentXml> components = new ArrayList<>();
    String header = bundle.getHeaders("").get(HEADER);
    for (String path : header == null ? new String[0] : header.split(",", -1)) {
      String pattern = path.strip();
      int slash = pattern.lastIndexOf('/');
      String folder = slash < 0 ? "/" : pattern.substring(0, slash);
      Enumeration<URL> files =
          pattern.isEmpty()
              ? null
              : bundle.findEntries(folder, pattern.substring(slash + 1), false);
      for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
        read(file, components);
      }
    }
    return components;
  }

  private static void read(URL file, List<ComponentXml> components) throws IOException {
    try (InputStream content = file.openStream()) {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader xml = factory.createXMLStreamReader(content);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("component")) {
          String name = String.valueOf(xml.getAttributeValue(null, "name"));
          boolean immediate = "true".equals(xml.getAttributeValue(null, "immediate"));
          boolean factoryOrOff =
              xml.getAttributeValue(null, "factory") != null
                  || "false".equals(xml.getAttributeValue(null, "enabled"));
          components.add(new ComponentXml(name, immediate, factoryOrOff));
        } else if (xml.getLocalName().equals("service") && !components.isEmpty()) {
          ComponentXml last = components.removeLast();
          components.add(new ComponentXml(last.name, last.immediate, true));
        }
      }
    } catch (XMLStreamException broken) {
      throw new IOException(file.getPath() + " is not valid XML", broken);
    }
  }
}
