package dev.patchbay.itest.torture;

/** What a command answered in full. */
record Answer(int exit, String printed) {
  boolean ok() {
    return exit == 0;
  }
}
