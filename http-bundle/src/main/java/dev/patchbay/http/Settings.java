package dev.patchbay.http;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that a client was told. */
record Settings(
    String service,
    URI base,
    boolean secretAddress,
    Map<String, String> headers,
    Secrets secrets,
    Duration connectTimeout,
    Duration readTimeout,
    int maxBytes,
    int attempts,
    Duration maxWait,
    Limits limits) {

  Settings {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The address as messages may show it: without query, and of a secret one only the host. */
  String shown(URI uri) {
    String host = uri.getScheme() + "://" + uri.getRawAuthority();
    return secretAddress ? host + "/…" : secrets.mask(host + uri.getRawPath());
  }
}
