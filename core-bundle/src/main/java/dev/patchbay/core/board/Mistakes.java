package dev.patchbay.core.board;

import dev.patchbay.core.config.MetatypeXml;
import dev.patchbay.core.config.Option;
import dev.patchbay.core.config.OptionSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What an author easily gets wrong; each is said with its mend. */
final class Mistakes {
  private Mistakes() {}

  /** What is wrong with a bundle, found before it is started; empty when nothing is. */
  static String before(PluginBundle bundle) {
    List<String> found = new ArrayList<>();
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
    } catch (IOException e) {
      found.add("its option definitions cannot be read: " + e.getMessage());
    }
    return String.join("; ", found);
  }

  private static String published(Option option) {
    return "the value of its password option '%s' would be published as a service property: name its method _%s"
        .formatted(option.key(), option.key());
  }

  /** What is wrong with its components, found once the bundle is started. */
  static String after(PluginBundle bundle, List<ComponentDescriptionDTO> components) {
    List<String> found = new ArrayList<>();
    Map<String, String> hooks = new HashMap<>();
    for (ComponentDescriptionDTO component : components) {
      if (component.immediate) {
        found.add(component.name + " has immediate = true: leave it out, the daemon activates it");
      }
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
