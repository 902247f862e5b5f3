package dev.patchbay.core.board;

import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.OptionSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/** What bundles are and would do on the board; nothing is changed by a question. */
public final class Inspection {
  private final Tools tools;
  private final Table table;
  private final Orders orders;
  private final Reconfiguration reconfiguration;

  Inspection(Tools tools, Table table, Orders orders, Reconfiguration reconfiguration) {
    this.tools = tools;
    this.table = table;
    this.orders = orders;
    this.reconfiguration = reconfiguration;
  }

  /** What a plugin can be, as listings call it. */
  public static List<String> types() {
    return Role.ALL.stream().map(Role::label).toList();
  }

  /** Whether a bundle is a plugin, by its capability or because it uses the API. */
  public boolean isPlugin(Bundle bundle) {
    return PluginBundle.of(bundle, tools.door()).isPresent();
  }

  /** The name of the plugin that a revision of a bundle is; empty when it is none. */
  public static Optional<String> plugin(BundleRevision revision) {
    return PluginBundle.name(revision);
  }

  /** Writes what a bundle is now as a jar: its location may hold something else meanwhile. */
  public static void save(Bundle bundle, OutputStream jar) throws IOException {
    BundleContent.write(bundle, jar);
  }

  /** The options of a plugin that is installed, as its own bundle declares them. */
  public Optional<OptionSchema> options(String plugin) {
    return ask(() -> orders.options(plugin));
  }

  /**
   * Whether a configuration fits the plugins that are installed.
   *
   * @param waiting the options of versions that could take the place of those
   */
  public Fit check(Configuration configuration, Map<String, OptionSchema> waiting) {
    return ask(() -> reconfiguration.check(configuration, waiting));
  }

  /** What plugging in an installed bundle would do; it is not started. */
  public Rehearsal rehearse(Bundle bundle, Configuration configuration) {
    Rehearsals rehearsals = new Rehearsals(tools, table);
    return ask(() -> rehearsals.of(bundle, configuration));
  }

  private <T> T ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, tools.thread()).join();
  }
}
