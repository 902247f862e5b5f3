package dev.patchbay.launcher.logging;

import org.apache.felix.framework.Logger;
import org.slf4j.LoggerFactory;

/** What the framework has to say goes where everything goes; the console stays quiet. */
public final class FrameworkLog extends Logger {
  private final org.slf4j.Logger log = LoggerFactory.getLogger("framework");

  @Override
  protected void doLog(int level, String message, Throwable problem) {
    switch (level) {
      case LOG_ERROR -> log.error(message, problem);
      case LOG_WARNING -> log.warn(message, problem);
      case LOG_INFO -> log.info(message, problem);
      default -> log.debug(message, problem);
    }
  }
}
