package dev.patchbay.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A log that no plugin fills: beyond its measure a plugin's lines are dropped, with a line that
 * says so. What is the daemon's own always passes.
 */
final class RestrainedLog extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final List<String> DAEMON =
      List.of("dev.patchbay.core.", "dev.patchbay.launcher.");

  private final Appender<ILoggingEvent> log;
  private final int most;
  private final Duration window;
  private final String notice;
  private final Map<String, Restraint> restraints = new ConcurrentHashMap<>();

  /**
   * @param notice what is said when lines begin to be dropped; {@code {}} is the plugin's name
   */
  RestrainedLog(Appender<ILoggingEvent> log, int most, Duration window, String notice) {
    this.log = log;
    this.most = most;
    this.window = window;
    this.notice = notice;
  }

  @Override
  protected void append(ILoggingEvent event) {
    String plugin = PluginOfThread.of(event.getMDCPropertyMap().get(PluginOfThread.KEY));
    if (plugin.equals(PluginOfThread.DAEMON)) {
      log.doAppend(event);
      return;
    }
    String whose = isDaemons(event) ? plugin + ", by the daemon" : plugin;
    Restraint restraint = restraints.computeIfAbsent(whose, any -> new Restraint(most, window));
    switch (restraint.judge(event.getTimeStamp())) {
      case PASSES -> log.doAppend(event);
      case LAST -> {
        log.doAppend(event);
        log.doAppend(said(event, plugin));
      }
      case DROPPED -> {
        // Counting them would not help: who wants to know looks at the plugin.
      }
    }
  }

  /** What is said of a plugin on its own threads: its flood must not drown that. */
  private static boolean isDaemons(ILoggingEvent event) {
    return DAEMON.stream().anyMatch(event.getLoggerName()::startsWith);
  }

  private LoggingEvent said(ILoggingEvent cause, String plugin) {
    LoggingEvent said = new LoggingEvent();
    said.setLoggerName(cause.getLoggerName());
    said.setLevel(cause.getLevel());
    said.setThreadName(cause.getThreadName());
    said.setTimeStamp(cause.getTimeStamp());
    said.setMDCPropertyMap(cause.getMDCPropertyMap());
    said.setMessage(notice);
    said.setArgumentArray(new Object[] {plugin});
    return said;
  }

  @Override
  public void stop() {
    log.stop();
    super.stop();
  }
}
