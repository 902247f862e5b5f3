package dev.patchbay.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TailTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aShortFileIsTakenWhole() throws IOException {
    assertThat(Tail.of(file("grün\n".getBytes(StandardCharsets.UTF_8)), 4096)).isEqualTo("grün\n");
  }

  @Test
  public void theTailBeginsWithAWholeCharacter() throws IOException {
    Path file = file("a€bc".getBytes(StandardCharsets.UTF_8));
    assertThat(Tail.of(file, 3)).isEqualTo("bc");
    assertThat(Tail.of(file, 4)).isEqualTo("bc");
    assertThat(Tail.of(file, 5)).isEqualTo("€bc");
  }

  @Test
  public void bytesThatAreNoTextAreReplaced() throws IOException {
    assertThat(Tail.of(file(new byte[] {'x', (byte) 0xFF, 'y'}), 10)).isEqualTo("x\uFFFDy");
    assertThat(Tail.of(file(new byte[] {'x', -128, -128, -128, -128, -128, 'y'}), 5)).endsWith("y");
  }

  @Test
  public void aSparseFileOfManyGigabytesIsNotRead() throws IOException {
    Path file = folder.getRoot().toPath().resolve("huge");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.seek(20L << 30);
      huge.write("end".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Tail.of(file, 3)).isEqualTo("end");
  }

  @Test
  public void aMissingFileHasNoText() throws IOException {
    assertThat(Tail.of(folder.getRoot().toPath().resolve("none"), 10)).isEmpty();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.newFile().toPath(), bytes);
  }
}
