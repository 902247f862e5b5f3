package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One daemon for each home. The operating system drops the lock with the process, so a daemon that
 * was killed leaves nothing behind that would have to be cleaned up.
 */
final class HomeLock {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(50);

  // Held by reference: a channel that is collected would give the lock up.
  private final FileLock lock;

  private HomeLock(FileLock lock) {
    this.lock = lock;
  }

  boolean held() {
    return lock.isValid();
  }

  static HomeLock take(Path home) {
    Path file = home.resolve("run").resolve("daemon.lock");
    try {
      Files.createDirectories(home);
      Path run = file.resolveSibling("");
      if (!Files.isDirectory(run)) {
        Files.createDirectories(
            run,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        String pid = read(channel);
        channel.close();
        throw new UsageException(
            "the home "
                + home
                + " is held by the daemon with pid "
                + pid
                + "; stop it with `patchbay down`, or choose another --home");
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new HomeLock(lock);
    } catch (IOException e) {
      throw unusable(home, e);
    }
  }

  /** Whoever waits for a daemon's end tries the lock too, for a moment each time. */
  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    FileLock lock = tryLock(channel);
    for (int tries = 1; lock == null && tries < TRIES; tries++) {
      LockSupport.parkNanos(PAUSE.toNanos());
      lock = tryLock(channel);
    }
    return lock;
  }

  /** A full disk is not what somebody typed: it may have room the next time. */
  private static UsageException unusable(Path home, IOException e) {
    String where =
        e instanceof FileSystemException file && file.getFile() != null
            ? file.getFile()
            : home.toString();
    String what = "the home " + home + " cannot be used: ";
    if (e instanceof AccessDeniedException) {
      return new UsageException(
          what
              + "no permission to write "
              + where
              + "; give it to the user of the daemon, or choose another --home");
    }
    if (e instanceof FileAlreadyExistsException) {
      return new UsageException(
          what + where + " is a file; choose a folder with --home or PATCHBAY_HOME");
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    if (reason != null && reason.startsWith("No space left")) {
      return new UsageException(
          1, what + "the disk of " + where + " is full; make space and start again");
    }
    return new UsageException(
        what + where + ": " + (reason == null ? e : reason) + "; choose another --home");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(32);
    channel.read(pid, 0);
    String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    return text.isEmpty() ? "unknown (it is just starting)" : text;
  }
}
