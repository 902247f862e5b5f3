package dev.patchbay.core.deploy;

import dev.patchbay.api.guard.JobGuard;
import dev.patchbay.api.worker.WorkerLauncher;
import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.OptionSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the jar of a plugin would bring, read from what its build wrote into it; nothing of it is
 * installed or run.
 *
 * @param options what it can be told, by PID
 * @param guards the names of its guards, as the default instance has them
 */
public record Offers(
    String plugin, Map<String, OptionSchema> options, Set<String> guards, Set<String> launchers) {
  private static final String FOLDER = "OSGI-INF/";

  public Offers {
    options = Map.copyOf(options);
    guards = Set.copyOf(guards);
    launchers = Set.copyOf(launchers);
  }

  /** Empty when a file is no plugin: whoever installs it says why. */
  public static Optional<Offers> in(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      String plugin = PluginArchive.read(file).plugin();
      Set<String> guards = new LinkedHashSet<>();
      Set<String> launchers = new LinkedHashSet<>();
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(FOLDER)
            && name.endsWith(".xml")
            && name.indexOf('/', FOLDER.length()) < 0) {
          try (InputStream content = jar.getInputStream(entry)) {
            Component component = Component.read(content);
            component.name(JobGuard.class, "guard", plugin).ifPresent(guards::add);
            component.name(WorkerLauncher.class, "launcher", plugin).ifPresent(launchers::add);
          }
        }
      }
      return Optional.of(new Offers(plugin, MetatypeXml.in(file), guards, launchers));
    } catch (IOException | XMLStreamException | DeployException unreadable) {
      return Optional.empty();
    }
  }

  /** A component's description: what it publishes, with which properties. */
  private record Component(List<String> services, Map<String, String> properties) {
    static Component read(InputStream content) throws XMLStreamException {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader xml = factory.createXMLStreamReader(content);
      List<String> services = new ArrayList<>();
      Map<String, String> properties = new HashMap<>();
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("provide")) {
          services.add(String.valueOf(xml.getAttributeValue(null, "interface")));
        } else if (xml.getLocalName().equals("property")) {
          properties.put(
              String.valueOf(xml.getAttributeValue(null, "name")),
              String.valueOf(xml.getAttributeValue(null, "value")));
        }
      }
      return new Component(services, properties);
    }

    Optional<String> name(Class<?> service, String property, String plugin) {
      return services.contains(service.getName())
          ? Optional.of(properties.getOrDefault(property, plugin))
          : Optional.empty();
    }
  }
}
