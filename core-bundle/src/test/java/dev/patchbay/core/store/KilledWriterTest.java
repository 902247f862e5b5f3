package dev.patchbay.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class KilledWriterTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatWasAcknowledgedBeforeAKillIsThere() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.db");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Producer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<String> acknowledged = new HashSet<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.endsWith(".")) { // the last one may be torn
          acknowledged.add(line);
        }
        if (acknowledged.size() == 2_000) {
          process.toHandle().destroyForcibly(); // leaves what it said to be read
        }
      }
    }
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2_000);
    try (Store store = Store.open(file, List.of(StoreTest.NOTES))) {
      assertThat(StoreTest.texts(store)).containsAll(acknowledged).doesNotHaveDuplicates();
    }
  }

  /** Writes for ever and says what was durable. */
  public static final class Producer {
    private Producer() {}

    public static void main(String[] args) {
      Store store = Store.open(Path.of(args[0]), List.of(StoreTest.NOTES));
      for (int t = 0; t < 8; t++) {
        int thread = t;
        new Thread(() -> produce(store, thread)).start();
      }
    }

    private static void produce(Store store, int thread) {
      for (int i = 0; true; i++) {
        String text = thread + "-" + i + ".";
        store.change(tx -> tx.update("INSERT INTO note (text) VALUES (?)", text));
        System.out.println(text);
      }
    }
  }
}
