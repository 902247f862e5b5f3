package dev.patchbay.itest.torture;

import java.util.ArrayList;
import java.util.List;

/** What is not as it was promised; each a sentence that names the thing. */
final class Findings {
  private final List<String> all = new ArrayList<>();

  @SuppressWarnings("AnnotateFormatMethod") // of a library that is not on the class path here
  void that(boolean kept, String broken, Object... args) {
    if (!kept) {
      all.add(args.length == 0 ? broken : broken.formatted(args));
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }
}
