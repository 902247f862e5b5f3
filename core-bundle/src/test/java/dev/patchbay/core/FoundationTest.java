package dev.patchbay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FoundationTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private final List<String> notices = new ArrayList<>();
  private Path home;
  private Path database;

  @Before
  public void place() {
    home = folder.getRoot().toPath().resolve("home");
    database = home.resolve("state/patchbay.db");
  }

  private void lay() {
    Foundation.lay(home, notices::add).store().close();
  }

  @Test
  public void anEmptyDatabaseInAUsedHomeIsRefusedAndLeftAsItIs() throws Exception {
    Files.createDirectories(home.resolve("state"));
    Files.writeString(home.resolve("state/plugins.json"), "{}");
    Files.createFile(database);
    assertThatThrownBy(this::lay)
        .isInstanceOf(StartException.class)
        .hasMessageContaining(database + " is empty")
        .hasMessageContaining("put back a copy");
    assertThat(database).isEmptyFile();
  }

  @Test
  public void oneThatWasMovedAwayIsBegunAnewAndSaid() throws Exception {
    Files.createDirectories(home.resolve("artifacts/0123"));
    lay();
    assertThat(notices).singleElement().asString().contains(database.toString(), "anew");
    assertThat(database).isNotEmptyFile();
    lay();
    assertThat(notices).hasSize(1);
  }

  @Test
  public void aNewHomeIsLaidWithoutAWord() throws Exception {
    Files.createDirectories(home.resolve("state"));
    Files.createFile(database); // killed at the very first start, before anything was in it
    lay();
    assertThat(notices).isEmpty();
    assertThat(database).isNotEmptyFile();
  }
}
