package dev.patchbay.core.config;

/** A YAML node with the place it was read from; lines and columns count from 1. */
public sealed interface Node permits Mapping, Sequence, Scalar {
  int line();

  int column();

  /** What it is in a user's words, for error messages; never its content. */
  String kind();

  /** The same content, wherever it stands. */
  boolean sameAs(Node other);

  /** The content as JSON-like values: maps, lists, texts, whole numbers, decimals, booleans. */
  Object value();
}
