package dev.patchbay.launcher.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a plugin prints goes to its log, line by line; what the daemon prints to the console. */
final class PluginOutput extends OutputStream {
  /** A plugin that never ends its line must not fill the memory. */
  private static final int LONGEST = 8192;

  private final Logger log = LoggerFactory.getLogger("output");
  private final OutputStream console;
  private final Map<String, StringBuilder> lines = new ConcurrentHashMap<>();

  PluginOutput(OutputStream console) {
    this.console = console;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    String plugin = PluginOfThread.of(MDC.get(PluginOfThread.KEY));
    if (plugin.equals(PluginOfThread.DAEMON)) {
      console.write(bytes, offset, length);
      return;
    }
    StringBuilder line = lines.computeIfAbsent(plugin, name -> new StringBuilder());
    synchronized (line) {
      line.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
      int end = line.indexOf("\n");
      while (end >= 0) {
        log.info(line.substring(0, end));
        line.delete(0, end + 1);
        end = line.indexOf("\n");
      }
      if (line.length() > LONGEST) {
        log.info(line.toString());
        line.setLength(0);
      }
    }
  }

  @Override
  public void flush() throws IOException {
    console.flush();
  }
}
