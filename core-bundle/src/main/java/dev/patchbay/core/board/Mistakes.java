package dev.patchbay.core.board;

import dev.patchbay.api.Plugin;
import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.Option;
import dev.patchbay.core.config.OptionSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What an author easily gets wrong; each is said with its mend. */
final class Mistakes {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Mistakes() {}

  /**
   * What is wrong with a bundle, found before it is started; empty when nothing is.
   *
   * @param namesakes other bundles that are this plugin, too
   */
  static String before(PluginBundle bundle, List<PluginBundle> namesakes) {
    List<String> found = new ArrayList<>();
    if (!NAME.matcher(bundle.name()).matches()) {
      found.add(
          "its name '%s' cannot be used in files and configurations: write lower-case words joined by hyphens"
              .formatted(bundle.name()));
    }
    for (PluginBundle other : namesakes) {
      found.add(
          "the bundle %s has the plugin name '%s' already: give one of the two another name, or remove the other plugin first"
              .formatted(other, bundle.name()));
    }
    options(bundle, found);
    eager(bundle, found);
    wires(bundle, found);
    return String.join("; ", found);
  }

  private static void options(PluginBundle bundle, List<String> found) {
    try {
      for (OptionSchema schema : MetatypeXml.in(bundle.bundle()).values()) {
        if (!schema.pid().equals(bundle.name())) {
          found.add(
              "its options have the PID '%s', which must be the plugin's name: write configurationPid = \"%s\""
                  .formatted(schema.pid(), bundle.name()));
        } else if (!schema.factory()) {
          found.add("its @Designate lacks factory = true, without which it cannot have instances");
        }
        schema.options().stream()
            .filter(Option::exposed)
            .forEach(option -> found.add(published(option)));
      }
    } catch (IOException | IllegalStateException e) {
      found.add("its option definitions cannot be read: " + e.getMessage());
    }
  }

  private static String published(Option option) {
    return "the value of its password option '%s' would be published as a service property: name its method _%s"
        .formatted(option.key(), option.key());
  }

  /** Declarative Services would activate these by themselves, past the door, as it is started. */
  private static void eager(PluginBundle bundle, List<String> found) {
    try {
      for (ComponentXml component : ComponentXml.in(bundle.bundle())) {
        if (component.immediate()) {
          found.add(
              component.name() + " has immediate = true: leave it out, the daemon activates it");
        } else if (!component.publishes()) {
          found.add(
              component.name()
                  + " publishes no service and would be activated at once: let it implement an"
                  + " interface of the API, or make it a class that one of the plugin's services"
                  + " uses");
        }
      }
    } catch (IOException | IllegalStateException e) {
      found.add("its component descriptions cannot be read: " + e.getMessage());
    }
  }

  /** A wire to another plugin would hold that one's old version, and be refreshed with it. */
  private static void wires(PluginBundle bundle, List<String> found) {
    BundleRevision revision = bundle.bundle().adapt(BundleRevision.class);
    List<BundleRequirement> required =
        revision == null ? List.of() : revision.getDeclaredRequirements(Plugin.NAMESPACE);
    for (BundleRequirement one : required) {
      if (!"active".equals(one.getDirectives().get("effective"))) {
        found.add(
            "it requires another plugin as a wire, which would keep that one from being updated"
                + " alone: add effective = \"active\" to the requirement");
      }
    }
  }

  /** What is wrong with its components, found once the bundle is started. */
  static String after(PluginBundle bundle, List<ComponentDescriptionDTO> components) {
    List<String> found = new ArrayList<>();
    Map<String, String> hooks = new HashMap<>();
    for (ComponentDescriptionDTO component : components) {
      if ("require".equals(component.configurationPolicy)
          && !Arrays.asList(component.configurationPid).contains(bundle.name())) {
        found.add(
            "%s waits for the PID %s, which must be the plugin's name: write configurationPid = \"%s\""
                .formatted(
                    component.name, String.join(", ", component.configurationPid), bundle.name()));
      }
      if (Arrays.asList(component.serviceInterfaces).contains(Role.HOOK.type().getName())) {
        String hook = String.valueOf(component.properties.getOrDefault("hook", "main"));
        String other = hooks.put(hook, component.name);
        if (other != null) {
          found.add(
              "%s and %s are both the hook '%s': give one of them a name of its own by property = \"hook=…\""
                  .formatted(other, component.name, hook));
        }
      }
    }
    return String.join("; ", found);
  }
}
