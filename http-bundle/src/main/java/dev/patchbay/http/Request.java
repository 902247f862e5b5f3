package dev.patchbay.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One request, relative to the client's base address.
 *
 * @param path appended to the base address as it is; {@link #segment} escapes a part that comes
 *     from outside
 * @param query escaped by the client; an empty value leaves the parameter out
 * @param headers beside those the client sends by itself
 * @param body text of the body, empty for none
 * @param contentType of the body, empty for none
 * @param repeatable whether sending it twice does no harm, so that the client may try again
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    String contentType,
    boolean repeatable) {

  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

  /** Refuses null, and keeps its own copies in the order they were given. */
  public Request {
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    Objects.requireNonNull(body);
    Objects.requireNonNull(contentType);
    query = ordered(query);
    headers = ordered(headers);
  }

  /** A request without a body; repeatable when its method is idempotent. */
  public static Request of(String method, String path) {
    return new Request(method, path, Map.of(), Map.of(), "", "", IDEMPOTENT.contains(method));
  }

  /** A GET. */
  public static Request get(String path) {
    return of("GET", path);
  }

  /** A POST is sent once, unless it is said to be {@linkplain #repeatable(boolean) repeatable}. */
  public static Request post(String path) {
    return of("POST", path);
  }

  /** A PUT; {@link #json} or {@link #body} say what. */
  public static Request put(String path) {
    return of("PUT", path);
  }

  /** A DELETE. */
  public static Request delete(String path) {
    return of("DELETE", path);
  }

  /** The same with this parameter, which is escaped; an empty value leaves it out. */
  public Request query(String name, String value) {
    return new Request(
        method, path, with(query, name, value), headers, body, contentType, repeatable);
  }

  /** The same with this header. */
  public Request header(String name, String value) {
    return new Request(
        method, path, query, with(headers, name, value), body, contentType, repeatable);
  }

  /** With a JSON body made of maps, lists, strings, numbers and booleans. */
  public Request json(Object value) {
    return body(Json.write(value), "application/json; charset=utf-8");
  }

  /** The same with this text as its body, of this media type. */
  public Request body(String text, String type) {
    return new Request(method, path, query, headers, text, type, repeatable);
  }

  /** The same, said to do no harm when it is sent twice, or to do some. */
  public Request repeatable(boolean safe) {
    return new Request(method, path, query, headers, body, contentType, safe);
  }

  /** Escapes one segment of a path, slashes too. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Names the request without its values: query, headers and body may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
