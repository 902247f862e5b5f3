package dev.patchbay.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configured key: only its hash is kept, whatever was configured.
 *
 * @param hash SHA-256 in lower-case hex
 * @param label the name it was given, else the beginning of its hash
 * @param plain whether the key itself stood in the configuration
 */
record KnownKey(String hash, String label, boolean plain) {
  private static final Pattern HASHED = Pattern.compile("(?:([^=]+)=)?([0-9a-fA-F]{64})");

  static KnownKey of(String configured) {
    Matcher matcher = HASHED.matcher(configured.strip());
    if (matcher.matches()) {
      String hash = matcher.group(2).toLowerCase(Locale.ROOT);
      String label = matcher.group(1);
      return new KnownKey(hash, label == null ? fingerprint(hash) : label.strip(), false);
    }
    String hash = sha256(configured.strip());
    return new KnownKey(hash, fingerprint(hash), true);
  }

  /** Looks at every key to its end, so that the time tells nothing of how near a guess was. */
  static Optional<KnownKey> find(List<KnownKey> keys, String given) {
    byte[] hash = sha256(given).getBytes(StandardCharsets.US_ASCII);
    Optional<KnownKey> found = Optional.empty();
    for (KnownKey key : keys) {
      if (MessageDigest.isEqual(key.hash().getBytes(StandardCharsets.US_ASCII), hash)) {
        found = Optional.of(key);
      }
    }
    return found;
  }

  /** Without the hash: that of a weak key could be guessed from. */
  @Override
  public String toString() {
    return label;
  }

  private static String fingerprint(String hash) {
    return "key:" + hash.substring(0, 8);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
