package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HomeLockTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aHomeThatIsAFileIsCalledOne() throws Exception {
    Path file = folder.newFile("home").toPath();
    assertThatThrownBy(() -> HomeLock.take(file))
        .isInstanceOfSatisfying(UsageException.class, e -> assertThat(e.exit()).isEqualTo(2))
        .hasMessageContaining(file + " is a file; choose a folder with --home");
  }

  @Test
  public void aHomeBelowAFileSaysWhatIsInTheWay() throws Exception {
    Path home = folder.newFile("file").toPath().resolve("home");
    assertThatThrownBy(() -> HomeLock.take(home)).hasMessageContaining("Not a directory");
  }

  @Test
  public void aHomeWithoutPermissionSaysWhereAndWhatToDo() throws Exception {
    Path above = folder.newFolder("above").toPath();
    Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse("root may write all", Files.isWritable(above));
    assertThatThrownBy(() -> HomeLock.take(above.resolve("home")))
        .hasMessageContaining("no permission to write " + above.resolve("home"));
  }

  @Test
  public void aFullDiskIsNotWrongUsage() throws Exception {
    Path full = Path.of("/dev/full");
    assumeFalse("there is no such device", Files.notExists(full));
    Path home = folder.newFolder("home").toPath();
    Files.createSymbolicLink(
        Files.createDirectory(home.resolve("run")).resolve("daemon.lock"), full);
    assertThatThrownBy(() -> HomeLock.take(home))
        .isInstanceOfSatisfying(UsageException.class, e -> assertThat(e.exit()).isEqualTo(1))
        .hasMessageContaining("is full; make space");
  }
}
