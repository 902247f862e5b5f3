package dev.patchbay.core.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What Declarative Services know about a plugin's components. */
final class ScrHealth {
  private final ServiceComponentRuntime runtime;

  ScrHealth(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /** The components that publish a service of the API, once the bundle is started. */
  List<ComponentDescriptionDTO> components(Bundle bundle) {
    Collection<ComponentDescriptionDTO> all = runtime.getComponentDescriptionDTOs(bundle);
    return all.stream()
        .filter(
            one ->
                one.defaultEnabled && Arrays.stream(one.serviceInterfaces).anyMatch(Role::isRole))
        .toList();
  }

  /** Their names. */
  Set<String> names(Bundle bundle) {
    return components(bundle).stream().map(one -> one.name).collect(Collectors.toSet());
  }

  /** Why a plugin's components do not serve; empty when they do. */
  String reason(Bundle bundle) {
    List<String> reasons = new ArrayList<>();
    for (ComponentDescriptionDTO component : components(bundle)) {
      Collection<ComponentConfigurationDTO> configured =
          runtime.getComponentConfigurationDTOs(component);
      if (configured.isEmpty() && "require".equals(component.configurationPolicy)) {
        reasons.add(component.name + " waits for a configuration");
      }
      configured.forEach(one -> add(component, one, reasons));
    }
    return String.join("; ", reasons);
  }

  private static void add(
      ComponentDescriptionDTO component, ComponentConfigurationDTO one, List<String> reasons) {
    switch (one.state) {
      case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> {
        for (UnsatisfiedReferenceDTO missing : one.unsatisfiedReferences) {
          String target = missing.target == null ? "" : " with " + missing.target;
          reasons.add(
              component.name + " waits for a service " + type(component, missing.name) + target);
        }
      }
      case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
          reasons.add(component.name + " waits for a configuration");
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          reasons.add(component.name + " cannot be activated: " + firstLines(one.failure));
      default -> {}
    }
  }

  /** What the activation of one component failed with; empty when it did not. */
  String failure(Bundle bundle, String component) {
    for (ComponentDescriptionDTO description : components(bundle)) {
      if (description.name.equals(component)) {
        for (ComponentConfigurationDTO one : runtime.getComponentConfigurationDTOs(description)) {
          if (one.failure != null && !one.failure.isEmpty()) {
            return firstLines(one.failure);
          }
        }
      }
    }
    return "";
  }

  private static String type(ComponentDescriptionDTO component, String reference) {
    return Arrays.stream(component.references)
        .filter(one -> one.name.equals(reference))
        .map(one -> one.interfaceName)
        .findFirst()
        .orElse(reference);
  }

  /** The exception and its causes, without their stacks. */
  private static String firstLines(String stack) {
    return stack
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith(" "))
        .map(line -> line.startsWith("Caused by: ") ? line.substring(11) : line)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
