package dev.patchbay.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.store.Store;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class QuietTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aStoreThatFailsDoesNotKeepADaemonFromItsEnd() {
    Store store = Store.open(folder.getRoot().toPath().resolve("db"), List.of(EventLog.schema()));
    store.close();
    assertThat(new Quiet(() -> plugins(store)).await(Duration.ofMinutes(1))).isTrue();
  }

  private static List<PluginInfo> plugins(Store store) {
    List<String> rows = store.read(tx -> tx.list("SELECT 1", row -> row.getString(1)));
    throw new AssertionError(rows);
  }
}
