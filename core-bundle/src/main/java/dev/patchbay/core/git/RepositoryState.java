package dev.patchbay.core.git;

import java.nio.file.Path;

/** One watched repository as `status` shows it; an empty error means that all is well. */
public record RepositoryState(String name, Path path, long refs, String error) {}
