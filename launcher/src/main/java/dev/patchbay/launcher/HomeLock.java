package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One daemon for each home. The operating system drops the lock with the process, so a daemon that
 * was killed leaves nothing behind that would have to be cleaned up.
 */
final class HomeLock {
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
      FileLock lock = tryLock(channel);
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
      String reason =
          e instanceof FileSystemException f && f.getReason() != null
              ? f.getReason()
              : e.getClass().getSimpleName();
      throw new UsageException(
          "the home " + home + " cannot be used: " + reason + " (" + file + ")");
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
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
