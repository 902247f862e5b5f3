package dev.patchbay.api.query;

import dev.patchbay.api.Integration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds the integrations of other plugins, as an OSGi service of the daemon; plugins do not see
 * each other's services otherwise.
 */
@ProviderType
public interface Integrations {

  /**
   * An integration, called through the daemon: with its timeout, on its plugin's thread, and always
   * on the version that serves at the time of the call, so the answer may be kept.
   *
   * @param type the integration type
   * @param name the plugin's name, or {@code name~instance}
   * @return the integration; empty when no such plugin is there. A call to one that is not
   *     connected throws a {@link dev.patchbay.api.PluginException} of kind {@code UNAVAILABLE}
   */
  <T extends Integration> Optional<T> find(Class<T> type, String name);
}
