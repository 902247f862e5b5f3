package dev.patchbay.core.shell;

import dev.patchbay.core.BuiltRooms;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationException;
import dev.patchbay.core.framework.TestFramework;
import dev.patchbay.core.repository.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The rooms of a daemon that watches one repository. */
final class DeskFixture extends ExternalResource {
  private final TemporaryFolder folder = new TemporaryFolder();
  final AtomicReference<String> stopped = new AtomicReference<>("");
  final AtomicReference<List<String>> reloadTrouble = new AtomicReference<>(List.of());
  private final AtomicReference<Configuration> current = new AtomicReference<>();
  private @Nullable TestFramework framework;
  private @Nullable Desk desk;
  private @Nullable GitFixture git;

  @Override
  protected void before() throws Throwable {
    folder.create();
    Path home = folder.newFolder("home").toPath();
    configure("gates: [ { name: small, command: 'test -s README' } ]\n");
    GitFixture repository = GitFixture.withWorkTree(folder.getRoot().toPath().resolve("app"));
    git = repository;
    framework = new TestFramework(home.resolve("framework"));
    desk =
        BuiltRooms.desk(framework(), home, this::configuration, reloadTrouble::get, stopped::set);
    desk.log().start();
    desk.lanes().start();
    desk.board().start();
    desk.deployment().start(desk.configuration().get());
    desk.receipts().start();
    desk.runs().start();
    desk.watcher().start();
    desk.watcher().watch(repository.directory()).get(30, TimeUnit.SECONDS);
  }

  Desk desk() {
    return Objects.requireNonNull(desk);
  }

  private Configuration configuration() {
    return Objects.requireNonNull(current.get());
  }

  /** Puts another configuration in the place of the one that applies, for all but plugins. */
  void configure(String text) throws IOException, ConfigurationException {
    Path file = home().resolve("patchbay.yaml");
    Files.writeString(file, text);
    current.set(ConfigurationCheck.read(file));
  }

  BundleContext framework() {
    return Objects.requireNonNull(framework).context();
  }

  Bundle install(Path jar) throws BundleException {
    return Objects.requireNonNull(framework).install(jar);
  }

  Path home() {
    return folder.getRoot().toPath().resolve("home");
  }

  GitFixture git() {
    return Objects.requireNonNull(git);
  }

  /** Runs a command line to its end. */
  Spoken say(String... argv) {
    Spoken call = new Spoken(git().directory(), List.of(argv));
    call.end(new Commands(home(), this::desk).run(call));
    return call;
  }

  @Override
  protected void after() {
    try {
      desk().watcher().close();
      desk().runs().close();
      desk().receipts().close();
      desk().deployment().close();
      desk().lanes().close();
      desk().board().close();
      Objects.requireNonNull(framework).close();
      desk().store().close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    folder.delete();
  }
}
