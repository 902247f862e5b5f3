package dev.patchbay.core.board;

import dev.patchbay.api.Integration;
import dev.patchbay.api.gate.QualityGate;
import dev.patchbay.api.guard.JobGuard;
import dev.patchbay.api.hook.EventHook;
import dev.patchbay.api.receipt.ReceiptArchive;
import dev.patchbay.api.worker.BriefSource;
import dev.patchbay.api.worker.WorkerLauncher;
import java.util.List;

/**
 * What a service of a plugin can be.
 *
 * @param label as listings call it
 * @param property the service property with the service's own name; empty when it has none
 */
record Role<S>(Class<S> type, String label, String property) {
  @SuppressWarnings("rawtypes")
  static final Role<EventHook> HOOK = new Role<>(EventHook.class, "hook", "hook");

  static final Role<JobGuard> GUARD = new Role<>(JobGuard.class, "guard", "guard");
  static final Role<QualityGate> GATE = new Role<>(QualityGate.class, "gate", "gate");
  static final Role<WorkerLauncher> LAUNCHER =
      new Role<>(WorkerLauncher.class, "launcher", "launcher");
  static final Role<BriefSource> BRIEF = new Role<>(BriefSource.class, "brief", "brief");
  static final Role<ReceiptArchive> ARCHIVE = new Role<>(ReceiptArchive.class, "archive", "");
  static final Role<Integration> INTEGRATION = new Role<>(Integration.class, "integration", "");

  static final List<Role<?>> ALL =
      List.of(HOOK, GUARD, GATE, LAUNCHER, BRIEF, ARCHIVE, INTEGRATION);

  private static final String API = "dev.patchbay.api.";

  /**
   * Whether an interface that a component publishes is one of the API, so a role or a kind of one.
   */
  static boolean isRole(String type) {
    return type.startsWith(API);
  }
}
