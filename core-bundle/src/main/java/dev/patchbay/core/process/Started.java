package dev.patchbay.core.process;

import java.util.concurrent.CompletableFuture;

/**
 * A process that was started.
 *
 * @param exit its exit code, 128 + n after signal n
 */
record Started(long pid, CompletableFuture<Integer> exit) {}
