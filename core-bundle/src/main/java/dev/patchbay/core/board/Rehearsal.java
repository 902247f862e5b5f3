package dev.patchbay.core.board;

import java.util.List;

/**
 * What an update would do.
 *
 * @param obstacle why it would be refused; empty when nothing speaks against it before it is tried
 * @param starts the bundles that would be started, one for each instance
 * @param ends the bundles whose place they would take
 * @param refreshed other bundles that hang on those and would be refreshed with them
 */
public record Rehearsal(
    String obstacle, List<String> starts, List<String> ends, List<String> refreshed) {
  public Rehearsal {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    refreshed = List.copyOf(refreshed);
  }
}
