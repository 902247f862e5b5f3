package dev.patchbay.core.deploy;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.framework.BoardFixture;
import java.io.IOException;
import java.nio.file.Files;

/** Begins to deploy onto the board of a test. */
final class Deployments {
  private Deployments() {}

  static Deployment begin(BoardFixture fixture, Configuration configuration) throws IOException {
    Files.createDirectories(fixture.home().resolve("plugins"));
    Deployment begun =
        new Deployment(
            fixture.framework().context(),
            fixture.board(),
            fixture.store(),
            fixture.home(),
            fixture.home().resolve("catalog"));
    begun.start(configuration);
    return begun;
  }
}
