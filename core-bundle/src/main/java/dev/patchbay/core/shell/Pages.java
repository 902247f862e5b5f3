package dev.patchbay.core.shell;

import dev.patchbay.api.query.Page;
import java.util.ArrayList;
import java.util.List;

/** Reads a listing that comes in pages. */
final class Pages {
  private static final int LARGEST = 1000;

  private Pages() {}

  /** Asks for the page after a place. */
  interface Source<T> {
    Page<T> after(String place, int limit);
  }

  static <T> List<T> all(Source<T> source, int limit) {
    List<T> items = new ArrayList<>();
    String place = "";
    while (items.size() < limit) {
      Page<T> page = source.after(place, Math.min(LARGEST, limit - items.size()));
      items.addAll(page.items());
      place = page.next();
      if (place.isEmpty() || page.items().isEmpty()) {
        break;
      }
    }
    return items;
  }
}
