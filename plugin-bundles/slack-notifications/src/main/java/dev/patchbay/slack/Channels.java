package dev.patchbay.slack;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which channel a message goes to. */
record Channels(Map<String, String> byPurpose, String fallback) {

  Channels {
    byPurpose = Map.copyOf(byPurpose);
  }

  static Channels of(String[] pairs, String fallback) {
    Map<String, String> byPurpose = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new PluginException(
            Kind.CONFIGURATION,
            "slack-notifications: the option channels has '"
                + pair
                + "': expected purpose=channel, such as errors=#alerts");
      }
      String channel = pair.substring(equals + 1).strip();
      if (!channel.isEmpty()) {
        byPurpose.put(pair.substring(0, equals).strip(), channel);
      }
    }
    return new Channels(byPurpose, fallback);
  }

  /** The channel of the first purpose that has one. */
  String of(List<String> purposes) {
    for (String purpose : purposes) {
      String channel = byPurpose.get(purpose);
      if (channel != null) {
        return channel;
      }
    }
    return fallback;
  }
}
