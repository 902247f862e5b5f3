package dev.patchbay.itest.torture;

import java.io.IOException;
import java.util.Random;

/** Changes the configuration while it is in use. */
final class Reloader extends Actor {
  private final Scene scene;
  private final int labels;

  /**
   * @param labels among how many values an option of the ledger changes; 1 leaves it as it is
   */
  Reloader(Scene scene, int labels, Random random, int pauseMillis) {
    super("reloader", random, pauseMillis);
    this.scene = scene;
    this.labels = labels;
  }

  @Override
  void once() throws IOException {
    scene.configure("label-" + random.nextInt(labels), 1 + random.nextInt(9));
  }
}
