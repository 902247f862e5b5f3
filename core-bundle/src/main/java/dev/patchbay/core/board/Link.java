package dev.patchbay.core.board;

import dev.patchbay.api.Health;

/** How an integration stands with what it is connected to; only the board's thread uses it. */
final class Link {
  private String obstacle = "not connected yet";
  private Health health = Health.unknown("");
  private boolean asked;
  private boolean wasWell;

  /** Why it is not connected; empty when it is. */
  String obstacle() {
    return obstacle;
  }

  void failed(String reason) {
    obstacle = reason;
    health = Health.unhealthy(reason);
  }

  void connected() {
    obstacle = "";
    health = Health.unknown("");
  }

  Health health() {
    return health;
  }

  void answered(Health now) {
    health = now;
    asked = true;
    wasWell |= now.state() != Health.State.UNHEALTHY;
  }

  /** Whether it has been asked how it is since it is connected. */
  boolean asked() {
    return asked;
  }

  /** Whether it has ever been better than unhealthy. */
  boolean wasWell() {
    return wasWell;
  }
}
