package dev.patchbay.core.git;

import java.nio.file.Path;

/**
 * One watched repository as `status` shows it.
 *
 * @param error why it is not watched; empty when it is
 * @param warning what of it cannot be watched; empty when all can
 */
public record RepositoryState(String name, Path path, long refs, String error, String warning) {}
