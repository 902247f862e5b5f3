package dev.patchbay.http;

import dev.patchbay.api.PluginException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A successful answer; every other status is an exception. */
public final class Answer {
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;
  private final Supplier<PluginException> notJson;

  Answer(int status, HttpHeaders headers, byte[] body, Supplier<PluginException> notJson) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.notJson = notJson;
  }

  /** The status, 200 to 299. */
  public int status() {
    return status;
  }

  /** The first header of this name, empty when there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** A copy of the body. */
  public byte[] bytes() {
    return body.clone();
  }

  /**
   * The body as a JSON object.
   *
   * @throws PluginException of kind {@code CONFIGURATION} when it is none: most often the base
   *     address leads to something else
   */
  public JsonObject json() {
    if (Json.read(body).orElse("") instanceof Map<?, ?> map) {
      return JsonObject.of(map);
    }
    throw notJson.get();
  }

  /** The body as a JSON array of objects, with the same exception. */
  public List<JsonObject> jsonList() {
    if (Json.read(body).orElse("") instanceof List<?> list) {
      return JsonObject.objectsOf(list);
    }
    throw notJson.get();
  }
}
