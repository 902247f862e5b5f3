package dev.patchbay.launcher.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * The logs of a home. The daemon's has what is its own, and of the plugins what somebody must look
 * at: one that floods its log floods nobody else's. Set up in code: reading XML costs a tenth of
 * the whole start.
 */
public final class DaemonLogging {
  private static final FileSize LIMIT = FileSize.valueOf("10MB");

  /** A plugin that warns more often than this a minute says the rest in its own log alone. */
  private static final int WARNINGS = 200;

  /** A thousand times what a busy plugin writes in a second, and a fiftieth of what it could. */
  private static final int LINES = 5000;

  private final LoggerContext context;
  private final Path folder;

  private DaemonLogging(LoggerContext context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  /** Sets the logs up; from now on the console belongs to the daemon alone. */
  public static void into(Path home) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new DaemonLogging(context, home.resolve("logs")).install();
    System.setOut(new PrintStream(new PluginOutput(System.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new PluginOutput(System.err), true, StandardCharsets.UTF_8));
    // Written by the thread that ends, so the line goes to the log of whose thread it was.
    org.slf4j.Logger log = LoggerFactory.getLogger(DaemonLogging.class);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, problem) -> log.error("thread '{}'{} ended", thread.getName(), of(), problem));
  }

  private static String of() {
    String plugin = PluginOfThread.of(Thread.currentThread().getContextClassLoader());
    return plugin.equals(PluginOfThread.DAEMON) ? "" : " of the plugin " + plugin;
  }

  private void install() {
    // Each time a file cannot be looked at, with a stack; whose repository it is says so once.
    context.getLogger("org.eclipse.jgit.internal.storage.file.FileSnapshot").setLevel(Level.OFF);
    ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getenv("PATCHBAY_LOG_LEVEL"), Level.INFO));
    RollingFileAppender<ILoggingEvent> daemon = file(folder.resolve("patchbay.log"));
    daemon.start();
    RestrainedLog restrained =
        new RestrainedLog(
            daemon,
            WARNINGS,
            Duration.ofMinutes(1),
            "more warnings of {} are in its own log alone for a minute");
    restrained.setContext(context);
    restrained.setName("daemon");
    restrained.addFilter(new DaemonsConcern());
    restrained.start();
    root.addAppender(restrained);
    PluginLogs plugins = new PluginLogs(this::pluginLog);
    plugins.setContext(context);
    plugins.setName("plugins");
    plugins.start();
    root.addAppender(plugins);
  }

  private Appender<ILoggingEvent> pluginLog(String plugin) {
    RollingFileAppender<ILoggingEvent> log =
        file(folder.resolve("plugins").resolve(plugin + ".log"));
    log.start();
    RestrainedLog restrained =
        new RestrainedLog(
            log,
            LINES,
            Duration.ofSeconds(1),
            "{} floods its log: what it says more in this second is dropped");
    restrained.setContext(context);
    restrained.start();
    return restrained;
  }

  private RollingFileAppender<ILoggingEvent> file(Path file) {
    LineLayout layout = new LineLayout();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName(file.toString());
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(appender);
    window.setFileNamePattern(file + ".%i");
    window.setMinIndex(1);
    window.setMaxIndex(3);
    window.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(LIMIT);
    size.start();
    appender.setRollingPolicy(window);
    appender.setTriggeringPolicy(size);
    return appender;
  }

  /** The daemon's own lines, and what plugins warn of. */
  private static final class DaemonsConcern extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
      String plugin = PluginOfThread.of(event.getMDCPropertyMap().get(PluginOfThread.KEY));
      boolean concerns =
          plugin.equals(PluginOfThread.DAEMON) || event.getLevel().isGreaterOrEqual(Level.WARN);
      return concerns ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
  }
}
