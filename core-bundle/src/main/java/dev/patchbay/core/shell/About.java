package dev.patchbay.core.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * What does not change while a daemon lives.
 *
 * @param ready whether it watches yet
 */
public record About(Path home, String version, Instant started, BooleanSupplier ready) {}
