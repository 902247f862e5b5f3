package dev.patchbay.api.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A part of a listing.
 *
 * <p>Listings go on where they were also when rows are added meanwhile: nothing is shown twice.
 *
 * @param items the part
 * @param next what to ask with for what follows; empty at the end
 */
public record Page<T>(List<T> items, String next) {

  /** Refuses null and keeps its own immutable copies of collections. */
  public Page {
    items = List.copyOf(items);
    requireNonNull(next, "next");
  }
}
