package dev.patchbay.core.run;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.event.EventHeader;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.process.Processes;
import dev.patchbay.core.store.Store;
import dev.patchbay.core.store.Tx;
import dev.patchbay.core.worker.Launchers;
import dev.patchbay.core.worker.Supervisor;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What runs are carried out with. */
record Rooms(
    Store store,
    EventLog log,
    Launchers launchers,
    Supervisor supervisor,
    Processes processes,
    Workspaces workspaces,
    Artifacts artifacts,
    Briefs briefs,
    Locks locks,
    LevelGates gates,
    Ending ending,
    Supplier<Configuration> configuration,
    Runs.Home home) {

  /** Appends what happens in a run to the log. */
  void tell(Tx tx, Run run, Function<EventHeader, ? extends Event> event) throws SQLException {
    log.append(tx, run.repository(), event::apply);
  }
}
