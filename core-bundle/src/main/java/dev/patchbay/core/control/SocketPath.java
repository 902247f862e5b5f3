package dev.patchbay.core.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where the control socket of a home is: in it, or elsewhere when its path would be too long. */
final class SocketPath {
  /** The kernel takes 107 bytes, the JDK a few less. */
  private static final int LONGEST = 100;

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private final Path run;

  SocketPath(Path home) {
    run = home.resolve("run");
  }

  /** A free path in a folder that only the owner can enter; what an earlier daemon left is gone. */
  Path prepare() throws IOException {
    Files.createDirectories(run);
    Files.setPosixFilePermissions(run, OWNER);
    remove();
    Path socket = run.resolve("control.sock");
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
      return socket;
    }
    Path folder =
        Files.createTempDirectory("patchbay-", PosixFilePermissions.asFileAttribute(OWNER));
    Path elsewhere = folder.resolve("control.sock");
    Files.writeString(pointer(), elsewhere.toString());
    return elsewhere;
  }

  void remove() throws IOException {
    Files.deleteIfExists(run.resolve("control.sock"));
    if (Files.exists(pointer())) {
      Path elsewhere = Path.of(Files.readString(pointer()).strip());
      Files.deleteIfExists(pointer());
      Path folder = elsewhere.getParent();
      if (elsewhere.endsWith("control.sock") && folder != null) {
        Files.deleteIfExists(elsewhere);
        Files.deleteIfExists(folder);
      }
    }
  }

  private Path pointer() {
    return run.resolve("control.path");
  }
}
