package dev.patchbay.itest.torture;

import java.io.IOException;
import java.util.Random;

/** Changes the configuration, an option of the ledger among it, while it is in use. */
final class Reloader extends Actor {
  private static final int LABELS = 1_000;

  private final Scene scene;

  Reloader(Scene scene, Random random, int pauseMillis) {
    super("reloader", random, pauseMillis);
    this.scene = scene;
  }

  @Override
  void once() throws IOException {
    scene.configure("label-" + random.nextInt(LABELS), 1 + random.nextInt(9));
  }
}
