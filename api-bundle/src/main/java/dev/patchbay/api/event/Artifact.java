package dev.patchbay.api.event;

import static java.util.Objects.requireNonNull;

/**
 * A file that a run left, as it was copied into the home under its {@code sha256}.
 *
 * @param path relative to the checkout, with {@code /}
 * @param size in bytes
 * @param sha256 of the content, in lower-case hexadecimal
 */
public record Artifact(String path, long size, String sha256) {

  /** Refuses null. */
  public Artifact {
    requireNonNull(path, "path");
    requireNonNull(sha256, "sha256");
  }
}
