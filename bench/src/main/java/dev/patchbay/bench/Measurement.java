package dev.patchbay.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Something that is measured, in an empty folder of its own. */
interface Measurement {
  void run(Path folder, Report report) throws IOException, InterruptedException;
}
