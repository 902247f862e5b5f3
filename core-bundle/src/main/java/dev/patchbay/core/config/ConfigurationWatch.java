package dev.patchbay.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener when the content of a file has changed and settled: once for each content,
 * however it was written. Notifications of the file system are only the hint; a look at the file
 * itself is the truth, so that links, remounts and lost notifications do no harm. A file that goes
 * is no change: what was read stays.
 */
public final class ConfigurationWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
  private static final Duration RESCAN = Duration.ofSeconds(1);
  private static final Duration SETTLE = Duration.ofMillis(60);

  private final Path file;
  private final Runnable listener;
  private final WatchService notifications;
  private final Thread thread;
  private byte[] told;

  /**
   * Begins to watch; what the file holds now is not told. Whoever reads the file afterwards misses
   * nothing.
   */
  public ConfigurationWatch(Path file, Runnable listener) throws IOException {
    this.file = file.toAbsolutePath().normalize();
    this.listener = listener;
    this.told = content();
    this.notifications = FileSystems.getDefault().newWatchService();
    this.thread = Thread.ofPlatform().daemon().name("configuration-watch").unstarted(this::watch);
    register();
    thread.start();
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    notifications.close();
  }

  private void register() {
    Path parent = file.getParent();
    try {
      if (parent != null) {
        parent.register(
            notifications,
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY);
      }
    } catch (IOException unwatchable) {
      LOG.debug("No notifications for {}, looking every {}", parent, RESCAN, unwatchable);
    }
  }

  private void watch() {
    try {
      byte[] seen = told;
      while (!Thread.currentThread().isInterrupted()) {
        byte[] now = content();
        if (now.length > 0 && !Arrays.equals(now, told) && Arrays.equals(now, seen)) {
          told = now;
          listener.run();
        }
        boolean settling = !Arrays.equals(now, seen) || !Arrays.equals(now, told);
        seen = now;
        pause(settling && now.length > 0 ? SETTLE : RESCAN);
      }
    } catch (InterruptedException | ClosedWatchServiceException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(Duration atMost) throws InterruptedException {
    WatchKey key = notifications.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (key == null) {
      return;
    }
    key.pollEvents();
    if (!key.reset()) {
      register();
    }
    // Whoever writes in pieces notifies in pieces: a look right now would find the first of them.
    TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
  }

  private byte[] content() {
    try {
      return Files.size(file) > Yaml.MAX_BYTES
          ? Files.getLastModifiedTime(file).toString().getBytes(StandardCharsets.UTF_8)
          : Files.readAllBytes(file);
    } catch (IOException absent) {
      return new byte[0];
    }
  }
}
