package dev.patchbay.core.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which way of starting commands this machine and its Java platform have. */
final class Starters {

  private static final Logger LOG = LoggerFactory.getLogger(Starters.class);

  /** Compiled for a later release than the rest, so that no older one may so much as load it. */
  private static final String POSIX_SPAWN = "dev.patchbay.core.process.PosixSpawnStarter";

  private static final int LEAST_RELEASE = 22;

  private final String path;
  private @Nullable Starter chosen;

  /**
   * @param path where programs that help are looked for
   */
  Starters(String path) {
    this.path = path;
  }

  /** The same at each call. */
  synchronized Starter best() {
    Starter known = chosen;
    if (known == null) {
      known = choose();
      chosen = known;
    }
    return known;
  }

  private Starter choose() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");
    if (linux && Runtime.version().feature() >= LEAST_RELEASE) {
      try {
        return posixSpawn();
      } catch (ReflectiveOperationException | LinkageError e) {
        LOG.info("commands are started by setsid: {}", reason(e));
      }
    }
    return new SetsidStarter(path);
  }

  /**
   * @throws InvocationTargetException when the C library lacks what is needed, as musl does
   */
  static Starter posixSpawn() throws ReflectiveOperationException {
    return Class.forName(POSIX_SPAWN)
        .asSubclass(Starter.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static String reason(Throwable e) {
    return String.valueOf(e instanceof InvocationTargetException ? e.getCause() : e);
  }
}
