package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.Before;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The rules of plugins, read off every jar that was built: {@code -Dpatchbay.plugins=DIR} names
 * another folder to look for them in.
 */
public class PluginManifestsIT {
  private static final Pattern IMPORTABLE =
      Pattern.compile(
          "java\\..*|javax\\..*|org\\.w3c\\.dom.*|org\\.xml\\.sax.*|org\\.osgi\\..*|org\\.slf4j"
              + "|dev\\.patchbay\\.api(\\..*)?|dev\\.patchbay\\.http");

  private final List<Path> jars = new ArrayList<>();

  @Before
  public void findPlugins() throws IOException {
    Path folder = Path.of(System.getProperty("patchbay.plugins", "../plugin-bundles"));
    try (Stream<Path> files = Files.walk(folder, 3)) {
      files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .filter(
              file -> !file.getFileName().toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .forEach(jars::add);
    }
  }

  @Test
  public void pluginsImportThePlatformAlone() throws IOException {
    for (Path jar : jars) {
      assertThat(header(jar, "Import-Package").keySet())
          .as("%s", jar)
          .allSatisfy(name -> assertThat(name).matches(IMPORTABLE));
    }
  }

  @Test
  public void pluginsExportNothingAndHaveNoActivator() throws IOException {
    for (Path jar : jars) {
      for (String name :
          List.of(
              "Export-Package", "Bundle-Activator", "DynamicImport-Package", "Require-Bundle")) {
        assertThat(header(jar, name)).as("%s of %s", name, jar).isEmpty();
      }
    }
  }

  @Test
  public void theSymbolicNameIsTheRootPackage() throws IOException {
    for (Path jar : jars) {
      String name = header(jar, "Bundle-SymbolicName").keySet().iterator().next();
      assertThat(header(jar, "Private-Package").keySet())
          .as("%s", jar)
          .contains(name)
          .allSatisfy(inside -> assertThat(inside + ".").startsWith(name + "."));
    }
  }

  @Test
  public void everyComponentIsNamedAndConfiguredAsItsPlugin() throws IOException {
    for (Path jar : jars) {
      String plugin = pluginName(jar);
      List<Element> components = documents(jar, "OSGI-INF/[^/]+\\.xml");
      assertThat(components).as("%s", jar).isNotEmpty();
      for (Element component : components) {
        String name = component.getAttribute("name");
        assertThat(name).as("%s", jar).matches(Pattern.quote(plugin) + "([.-].+)?");
        assertThat(component.getAttribute("immediate"))
            .as("%s in %s", name, jar)
            .isNotEqualTo("true");
        if (!documents(jar, "OSGI-INF/metatype/.+\\.xml").isEmpty()) {
          assertThat(component.getAttribute("configuration-pid")).as("%s", jar).isEqualTo(plugin);
        }
      }
    }
  }

  @Test
  public void optionsAreAFactoryOfThePluginsNameAndSecretsAreNotPublished() throws IOException {
    for (Path jar : jars) {
      for (Element metatype : documents(jar, "OSGI-INF/metatype/.+\\.xml")) {
        for (Element designate : elements(metatype, "Designate")) {
          assertThat(designate.getAttribute("factoryPid")).as("%s", jar).isEqualTo(pluginName(jar));
        }
        for (Element option : elements(metatype, "AD")) {
          if (option.getAttribute("type").equals("Password")) {
            assertThat(option.getAttribute("id")).as("%s", jar).startsWith(".");
          }
          assertThat(option.getAttribute("description"))
              .as("%s of %s", option.getAttribute("id"), jar)
              .isNotEmpty();
        }
      }
    }
  }

  private static String pluginName(Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Attrs> capability : header(jar, "Provide-Capability").entrySet()) {
      // A repeated name carries trailing tildes.
      if (capability.getKey().replace("~", "").equals("dev.patchbay.plugin")) {
        names.add(String.valueOf(capability.getValue().get("name")));
      }
    }
    assertThat(names).as("plugins in %s", jar).hasSize(1);
    return names.get(0);
  }

  private static Parameters header(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      return new Parameters(manifest.getValue(name));
    }
  }

  private static List<Element> documents(Path jar, String pattern) throws IOException {
    List<Element> roots = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry :
          file.stream().filter(each -> each.getName().matches(pattern)).toList()) {
        roots.add(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.getInputStream(entry))
                .getDocumentElement());
      }
    } catch (ParserConfigurationException | SAXException damaged) {
      throw new IOException(jar + " has a description that does not parse", damaged);
    }
    return roots;
  }

  private static List<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
