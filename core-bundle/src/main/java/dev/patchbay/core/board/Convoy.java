package dev.patchbay.core.board;

import java.util.ArrayList;
import java.util.List;

/** Rollouts that take their places in one step, or none of them does; most are alone in theirs. */
final class Convoy {
  private final int size;
  private final List<Rollout> members = new ArrayList<>();
  private String failure = "";

  /**
   * @param size how many have to join before any takes its place
   */
  Convoy(int size) {
    this.size = size;
  }

  boolean isMany() {
    return size > 1;
  }

  void join(Rollout rollout) {
    members.add(rollout);
  }

  boolean complete() {
    return members.size() == size;
  }

  List<Rollout> members() {
    return List.copyOf(members);
  }

  /** One of them is refused; the first reason counts. */
  void fail(PluginBundle refused, String reason) {
    if (failure.isEmpty()) {
      failure =
          "it comes together with %s %s, which was refused: %s"
              .formatted(refused.name(), refused.version(), reason);
    }
  }

  /** Why none of them comes in; empty as long as all may. */
  String failure() {
    return failure;
  }
}
