package dev.patchbay.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * {@code [plugin] time LEVEL message}: each line of a message and of a stack begins with the
 * plugin's name, so that a search for it finds all of them. The daemon's own lines have none.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String doLayout(ILoggingEvent event) {
    String plugin = PluginOfThread.of(event.getMDCPropertyMap().get(PluginOfThread.KEY));
    String prefix = plugin.isEmpty() ? "" : "[" + plugin + "] ";
    StringBuilder text = new StringBuilder(128);
    text.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(event.getFormattedMessage());
    IThrowableProxy problem = event.getThrowableProxy();
    if (problem != null) {
      text.append('\n').append(ThrowableProxyUtil.asString(problem));
    }
    StringBuilder lines = new StringBuilder(text.length() + 64);
    text.toString().lines().forEach(line -> lines.append(prefix).append(line).append('\n'));
    return lines.toString();
  }
}
