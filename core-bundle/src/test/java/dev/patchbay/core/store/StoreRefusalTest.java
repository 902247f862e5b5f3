package dev.patchbay.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchbay.core.store.StoreException.Kind;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.sqlite.SQLiteDataSource;

public class StoreRefusalTest {
  private static final Schema NOTES = StoreTest.NOTES;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path file;

  @Before
  public void place() {
    // The native library is loaded once, from the folder of the first store that needs it.
    Store.open(folder.getRoot().toPath().resolve("first/patchbay.db"), List.of()).close();
    file = folder.getRoot().toPath().resolve("patchbay.db");
  }

  @Test
  public void fileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
    byte[] content =
        "no database, but somebody's only copy\n".repeat(300).getBytes(StandardCharsets.UTF_8);
    Files.write(file, content);
    assertThat(refusal(NOTES)).hasMessageContaining(file.toString()).hasMessageContaining("damage");
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  public void damagedPageIsFoundAtOpeningAndTheFileLeftAsItIs() throws Exception {
    fill();
    overwrite(4096 * 5);
    byte[] damaged = Files.readAllBytes(file);
    assertThat(refusal(NOTES).kind()).isEqualTo(Kind.CORRUPT);
    assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
  }

  @Test
  public void truncatedFileIsRefused() throws Exception {
    fill();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(4096 * 3);
    }
    assertThat(refusal(NOTES).kind()).isEqualTo(Kind.CORRUPT);
  }

  @Test
  public void emptiedFileBesideItsLogIsRefused() throws Exception {
    Files.createFile(file);
    Files.write(file.resolveSibling("patchbay.db-wal"), new byte[] {1});
    assertThat(refusal(NOTES).kind()).isEqualTo(Kind.CORRUPT);
    assertThat(file.resolveSibling("patchbay.db-wal")).exists();
  }

  @Test
  public void otherProgramsDatabaseIsRefused() throws Exception {
    sql("CREATE TABLE recipes (name TEXT)");
    assertThat(refusal(NOTES)).hasMessageContaining("not Patchbay's");
  }

  @Test
  public void newerDatabaseIsRefusedNamingBothVersionsAndTheRoom() {
    List<String> two = new ArrayList<>(NOTES.migrations());
    two.add("ALTER TABLE note ADD COLUMN more TEXT");
    Store.open(file, List.of(new Schema("notes", two))).close();
    StoreException refusal = refusal(NOTES);
    assertThat(refusal.kind()).isEqualTo(Kind.NEWER);
    assertThat(refusal).hasMessageContaining("'notes' have version 2, this program knows 1");
  }

  @Test
  public void olderDatabaseIsBroughtForwardAndKeepsItsRows() {
    fill();
    List<String> two = new ArrayList<>(NOTES.migrations());
    two.add("ALTER TABLE note ADD COLUMN more TEXT DEFAULT 'new'; CREATE TABLE other (id INTEGER)");
    try (Store store = Store.open(file, List.of(new Schema("notes", two)))) {
      Optional<String> more =
          store.read(tx -> tx.first("SELECT more FROM note", r -> r.getString(1)));
      assertThat(more).contains("new");
      List<Long> other = store.read(tx -> tx.list("SELECT id FROM other", r -> r.getLong(1)));
      assertThat(other).isEmpty();
    }
  }

  @Test
  public void migrationThatFailsChangesNothing() {
    fill();
    List<String> broken = new ArrayList<>(NOTES.migrations());
    broken.add("CREATE TABLE other (id INTEGER); CREATE TABLE note (id INTEGER)");
    assertThat(refusal(new Schema("notes", broken)).kind()).isEqualTo(Kind.STATEMENT);
    try (Store store = Store.open(file, List.of(NOTES))) {
      assertThat(StoreTest.texts(store)).hasSize(2000);
    }
  }

  @Test
  public void databaseLockedByAnotherProgramIsRefusedNamingIt() throws Exception {
    fill();
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
      StoreException refusal = refusal(NOTES);
      assertThat(refusal.kind()).isEqualTo(Kind.LOCKED);
      assertThat(refusal).hasMessageContaining(file.toString());
    }
  }

  @Test
  public void damageFoundWhileWritingIsTheEndOfTheStore() throws Exception {
    fill();
    List<StoreException> failures = new ArrayList<>();
    try (Store store = Store.open(file, List.of(NOTES))) {
      store.onFailure(failures::add);
      for (int page = 3; page < Files.size(file) / 4096; page++) {
        overwrite(4096L * page);
      }
      assertThat(
              catchThrowableOfType(
                      StoreException.class,
                      () -> store.change(tx -> tx.update("UPDATE note SET at = 1")))
                  .kind())
          .isEqualTo(Kind.CORRUPT);
      assertThat(store.accepting()).isFalse();
      Awaitility.await().until(() -> failures.size() == 1);
      List<StoreException> late = new ArrayList<>();
      store.onFailure(late::add);
      assertThat(late).isEqualTo(failures);
    }
  }

  private StoreException refusal(Schema schema) {
    return catchThrowableOfType(
        StoreException.class, () -> Store.open(file, List.of(schema)).close());
  }

  private void fill() {
    try (Store store = Store.open(file, List.of(NOTES))) {
      store.change(
          tx -> {
            for (int i = 0; i < 2000; i++) {
              tx.update("INSERT INTO note (text) VALUES (?)", "a note with some text " + i);
            }
          });
    }
  }

  private void overwrite(long at) throws Exception {
    byte[] rubbish = new byte[4096];
    Arrays.fill(rubbish, (byte) 0xA5);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(rubbish), at);
    }
  }

  private void sql(String sql) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private Connection connect() throws Exception {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }
}
