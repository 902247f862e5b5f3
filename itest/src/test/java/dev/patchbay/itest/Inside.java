package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.event.Event;
import dev.patchbay.api.query.Page;
import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.api.query.Receipt;
import dev.patchbay.api.query.ReceiptFilter;
import dev.patchbay.api.query.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The daemon as a bundle beside it sees it: through the read side, and through its folder. */
final class Inside {
  static final Duration SOON = Duration.ofSeconds(30);

  private final Scratch scratch;
  private final Records records;

  private Inside(Scratch scratch, Records records) {
    this.scratch = scratch;
    this.records = records;
  }

  /** Waits until the daemon says that it is ready. */
  static Inside of(BundleContext context) {
    await().atMost(SOON).until(() -> isReady(context));
    ServiceReference<Records> reference = context.getServiceReference(Records.class);
    return new Inside(
        new Scratch(Path.of(context.getProperty(Framework.SCRATCH))),
        context.getService(reference));
  }

  private static boolean isReady(BundleContext context) throws InvalidSyntaxException {
    return context.getServiceReferences(
            "org.osgi.service.condition.Condition", "(osgi.condition.id=dev.patchbay.ready)")
        != null;
  }

  Scratch scratch() {
    return scratch;
  }

  Repository repository() {
    return Repository.in(scratch.folder());
  }

  /** All events that are stored after this one. */
  List<Event> events(long since) {
    List<Event> events = new ArrayList<>();
    Page<Event> page = records.events(since, 1000, Duration.ZERO);
    while (!page.items().isEmpty()) {
      events.addAll(page.items());
      page = records.events(Long.parseLong(page.next()), 1000, Duration.ZERO);
    }
    return events;
  }

  /** The receipts of a commit. */
  List<Receipt> receipts(String commit) {
    return records.receipts(ReceiptFilter.ALL, "", 1000).items().stream()
        .filter(receipt -> receipt.commit().equals(commit))
        .toList();
  }

  /** Waits until a commit has so many. */
  List<Receipt> receipts(String commit, int number) {
    return await().atMost(SOON).until(() -> receipts(commit), found -> found.size() == number);
  }

  /** Waits for the one receipt of a commit. */
  Receipt receipt(String commit) {
    return receipts(commit, 1).getFirst();
  }

  /** A plugin that is installed, by name and, where it has several, instance. */
  Optional<PluginInfo> plugin(String name) {
    return records.plugins().stream()
        .filter(
            plugin ->
                name.equals(plugin.name()) || name.equals(plugin.name() + "~" + plugin.instance()))
        .filter(plugin -> !plugin.state().equals("missing"))
        .findFirst();
  }

  void awaitVersion(String plugin, String version) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(plugin(plugin))
                    .hasValueSatisfying(
                        is ->
                            assertThat(is.version() + " " + is.state() + " " + is.reason())
                                .matches(version + " (registered|connected) .*")));
  }

  void awaitGone(String plugin) {
    await().atMost(SOON).until(() -> plugin(plugin).isEmpty());
  }

  /** Puts a jar into the folder in one step, replacing the one of this plugin. */
  void drop(String plugin, Path jar) {
    try {
      Path half = scratch.plugins().resolve("." + plugin + ".part");
      Files.copy(jar, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, inFolder(plugin), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String plugin) {
    try {
      Files.delete(inFolder(plugin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path inFolder(String plugin) {
    return scratch.plugins().resolve(plugin + ".jar");
  }

  List<Recorded> recorded() {
    return Recorded.in(scratch.recorded());
  }
}
