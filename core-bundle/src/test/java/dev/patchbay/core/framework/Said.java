package dev.patchbay.core.framework;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the log of a class has said since, for tests that wait for it. */
public final class Said extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger log;
  private final Level before;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> plugins = new CopyOnWriteArrayList<>();

  private Said(Class<?> type, Level level) {
    this.log = (Logger) LoggerFactory.getLogger(type);
    this.before = log.getLevel();
    start();
    log.setLevel(level);
    log.addAppender(this);
  }

  /** From now on, what is at least that grave. */
  public static Said by(Class<?> type, Level level) {
    return new Said(type, level);
  }

  @Override
  protected void append(ILoggingEvent event) {
    plugins.add(event.getMDCPropertyMap().getOrDefault("plugin", ""));
    lines.add(event.getLevel() + " " + event.getFormattedMessage());
  }

  /** Level and message of each. */
  public List<String> lines() {
    return lines;
  }

  /** In whose name each was said. */
  public List<String> plugins() {
    return plugins;
  }

  /** Whether there is such a line yet. */
  public boolean has(String words) {
    return lines.stream().anyMatch(line -> line.contains(words));
  }

  @Override
  public void close() {
    log.detachAppender(this);
    log.setLevel(before);
  }
}
