package dev.patchbay.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Sends each plugin's lines to a log of its own, opened with its first line. */
final class PluginLogs extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final Function<String, Appender<ILoggingEvent>> open;
  private final Map<String, Appender<ILoggingEvent>> logs = new ConcurrentHashMap<>();

  PluginLogs(Function<String, Appender<ILoggingEvent>> open) {
    this.open = open;
  }

  /** Without a lock over all: one plugin that writes much would hold up everybody's lines. */
  @Override
  protected void append(ILoggingEvent event) {
    String plugin = PluginOfThread.of(event.getMDCPropertyMap().get(PluginOfThread.KEY));
    if (!plugin.equals(PluginOfThread.DAEMON)) {
      logs.computeIfAbsent(plugin, open).doAppend(event);
    }
  }

  @Override
  public void stop() {
    logs.values().forEach(Appender::stop);
    super.stop();
  }
}
