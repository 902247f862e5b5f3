package dev.patchbay.core.run;

import java.security.SecureRandom;

/** Ids of runs: their order is that of time, and they are fit for names of refs and folders. */
final class RunId {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

  private RunId() {}

  static String fresh() {
    StringBuilder id = new StringBuilder(Long.toString(System.currentTimeMillis(), 32)).append('-');
    for (int i = 0; i < 8; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
