package dev.patchbay.core.repository;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to the repository alone: left to itself it starts `git` to find the system's
 * configuration, writes into the user's configuration folder and measures the file system with
 * probe files inside the repository.
 */
@SuppressWarnings("deprecation") // JGit still demands its old clock
final class ConfinedSystemReader extends SystemReader {
  /**
   * Coarser than any file system in use: JGit reads a file again rather than trust a racy stamp.
   */
  private static final Duration STAMP_RESOLUTION = Duration.ofMillis(10);

  /**
   * Files of more bytes are streamed: as many as there are runs may be checked out at a time. A
   * commit of more is not read at all, and an honest one has never been near that.
   */
  private static final int LARGEST_HELD = 8 << 20;

  private static final ConfinedSystemReader INSTANCE = new ConfinedSystemReader();

  private final String host = hostOfMachine();

  private ConfinedSystemReader() {}

  static void install() {
    if (SystemReader.getInstance() != INSTANCE) {
      SystemReader.setInstance(INSTANCE);
      WindowCacheConfig cache = new WindowCacheConfig();
      cache.setStreamFileThreshold(LARGEST_HELD);
      cache.install();
    }
  }

  private static String hostOfMachine() {
    String name = System.getenv("HOSTNAME");
    return name == null || name.isEmpty() ? "localhost" : name;
  }

  @Override
  public String getHostname() {
    return host;
  }

  @Override
  public @Nullable String getenv(String variable) {
    return variable.startsWith("GIT_") || variable.startsWith("XDG_")
        ? null
        : System.getenv(variable);
  }

  @Override
  public @Nullable String getProperty(String key) {
    return System.getProperty(key);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new NoFile(parent, fs);
  }

  @Override
  public long getCurrentTime() {
    return System.currentTimeMillis();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public int getTimezone(long when) {
    return getTimeZoneAt(Instant.ofEpochMilli(when)).getTotalSeconds() / 60;
  }

  @Override
  public ZoneOffset getTimeZoneAt(Instant when) {
    return ZoneId.systemDefault().getRules().getOffset(when);
  }

  /** A configuration without a file, which knows the one thing JGit would otherwise measure. */
  private static final class NoFile extends FileBasedConfig {
    NoFile(@Nullable Config parent, FS fs) {
      super(parent, new File("/nonexistent/patchbay"), fs);
    }

    @Override
    public void load() {
      // there is nothing to read
    }

    @Override
    public void save() {
      // and nothing to keep
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
      if (section.equals("filesystem")) {
        return unit.convert(STAMP_RESOLUTION);
      }
      return super.getTimeUnit(section, subsection, name, otherwise, unit);
    }
  }
}
