package dev.patchbay.launcher;

import java.util.Arrays;
import java.util.Optional;
import org.osgi.framework.ServiceReference;

/**
 * What core tells the process it lives in, as a condition service (OSGi core, chapter 156): core
 * exports nothing and knows no launcher, so the two share names alone.
 */
record Milestone(Kind kind, int exit, String message) {
  private static final String PREFIX = "dev.patchbay.";

  enum Kind {
    /** It watches. */
    READY,
    /** It could not start; message and exit code say more. */
    FAILED,
    /** Something to tell whoever sits there; it goes on. */
    NOTICE,
    /** It is to end: somebody asked, or it cannot go on. */
    STOP,
    /** It ends; the message is how long that may take, as ISO 8601 has durations. */
    ENDING,
    /** It has ended all that it does. */
    ENDED
  }

  static final String FILTER =
      "(&(objectClass=org.osgi.service.condition.Condition)(osgi.condition.id=" + PREFIX + "*))";

  static Optional<Milestone> of(ServiceReference<?> condition) {
    String id = String.valueOf(condition.getProperty("osgi.condition.id"));
    Object exit = condition.getProperty("exit");
    Object message = condition.getProperty("message");
    return Arrays.stream(Kind.values())
        .filter(kind -> id.equalsIgnoreCase(PREFIX + kind))
        .findFirst()
        .map(
            kind ->
                new Milestone(
                    kind,
                    exit instanceof Integer code ? code : 0,
                    message == null ? "" : message.toString()));
  }
}
