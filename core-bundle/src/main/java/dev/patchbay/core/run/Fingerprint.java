package dev.patchbay.core.run;

import dev.patchbay.api.event.Trigger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The identity of a run: what would be the same run again has the same one. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(
      String repository,
      String job,
      String commit,
      Map<String, Object> payload,
      String version,
      Trigger trigger) {
    // As JSON, so that no two different lists of parts are one text.
    List<Object> parts =
        List.of(
            repository,
            job,
            commit,
            new TreeMap<>(payload),
            version,
            trigger.kind(),
            trigger.event());
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] text = JsonText.write(parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(sha256.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
