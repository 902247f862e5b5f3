package dev.patchbay.core.query;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.query.Page;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.receipt.Receipts;
import dev.patchbay.core.repository.Repositories;
import dev.patchbay.core.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StoredRecordsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aPluginMeetsNoExceptionOfTheDaemonsOwn() {
    Path home = folder.getRoot().toPath();
    Store store = Store.open(home.resolve("db"), List.of(EventLog.schema(), Receipts.schema()));
    EventLog log = new EventLog(store);
    StoredRecords records =
        new StoredRecords(
            (filter, after, limit) -> new Page<>(List.of(), ""),
            new Receipts(store, log, new Repositories(), "home"),
            new EventPages(log),
            new TaskLogs(home),
            () -> {
              List<String> rows = store.read(tx -> tx.list("SELECT nothing", row -> ""));
              throw new AssertionError(rows);
            });
    store.close();
    assertThatThrownBy(records::plugins).isInstanceOf(PluginException.class);
  }
}
