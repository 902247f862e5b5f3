package dev.patchbay.core.run;

/**
 * What all guards together said.
 *
 * @param guard the one that denied; empty when the run is admitted
 */
record Decision(boolean admitted, String principal, String guard, String reason) {
  static Decision admit(String principal) {
    return new Decision(true, principal, "", "");
  }

  static Decision deny(String guard, String reason) {
    return new Decision(false, "", guard, reason);
  }
}
