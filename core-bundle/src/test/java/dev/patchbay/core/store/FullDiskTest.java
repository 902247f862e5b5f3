package dev.patchbay.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.core.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Assume;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteDataSource;

public class FullDiskTest {
  private static final Schema BLOBS =
      new Schema("blobs", List.of("CREATE TABLE blob (id INTEGER PRIMARY KEY, bytes BLOB)"));

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void storeThatMayNotGrowRefusesAndGoesOnByItselfWhenThereIsSpace() throws Exception {
    Path file = folder.getRoot().toPath().resolve("patchbay.db");
    try (Store store = Store.open(file, List.of(BLOBS))) {
      insert(store, 2 << 20);
      store.write(tx -> tx.list("PRAGMA max_page_count = 540", r -> r.getInt(1)));
      assertThat(refusal(store, 1 << 20).kind()).isEqualTo(Kind.FULL);
      assertThat(store.accepting()).isFalse();
      assertThat(refusal(store, 1)).hasMessageContaining("No space left");
      assertThat(rows(store)).isEqualTo(1);

      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + file);
      try (Connection other = source.getConnection();
          Statement statement = other.createStatement()) {
        statement.executeUpdate("DELETE FROM blob");
      }
      Awaitility.await().atMost(Duration.ofSeconds(5)).until(store::accepting);
      insert(store, 1 << 20);
      assertThat(rows(store)).isEqualTo(1);
    }
  }

  @Test
  public void diskThatIsReallyFullStopsAcceptingUntilThereIsSpaceAgain() throws Exception {
    Path disk = folder.newFolder("disk").toPath();
    Assume.assumeTrue(
        "needs to mount a small file system",
        run("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", disk.toString()));
    try {
      Path ballast = Files.write(disk.resolve("ballast"), new byte[12 << 20]);
      try (Store store = Store.open(disk.resolve("state/patchbay.db"), List.of(BLOBS))) {
        int kept = 0;
        List<Kind> refusals = new ArrayList<>();
        while (store.accepting() && kept < 100) {
          try {
            insert(store, 100_000);
            kept++;
          } catch (StoreException e) {
            refusals.add(e.kind());
          }
        }
        assertThat(refusals).containsExactly(Kind.FULL);
        assertThat(store.accepting()).isFalse();
        assertThat(rows(store)).isEqualTo(kept);

        Files.delete(ballast);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(store::accepting);
        insert(store, 100_000);
        assertThat(rows(store)).isEqualTo(kept + 1);
      }
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  public void folderThatIsAFileIsNamed() throws Exception {
    Path file = folder.newFile("home").toPath();
    assertThatThrownBy(() -> Store.open(file.resolve("patchbay.db"), List.of()).close())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  private static void insert(Store store, int size) {
    store.change(tx -> tx.update("INSERT INTO blob (bytes) VALUES (randomblob(?))", size));
  }

  private static StoreException refusal(Store store, int size) {
    return catchThrowableOfType(StoreException.class, () -> insert(store, size));
  }

  private static int rows(Store store) {
    return store.read(tx -> tx.list("SELECT id FROM blob", r -> r.getLong(1))).size();
  }
}
