package dev.patchbay.core.framework;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Board;
import dev.patchbay.core.board.Limits;
import dev.patchbay.core.board.PluginCall;
import dev.patchbay.core.config.CommandSyntax;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.config.ConfigurationFile;
import dev.patchbay.core.config.Vocabulary;
import dev.patchbay.core.log.EventLog;
import dev.patchbay.core.log.EventNames;
import dev.patchbay.core.store.Schema;
import dev.patchbay.core.store.Store;
import dev.patchbay.fixture.probe.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A board over a real framework and a real store, with a door that does not wait long. */
public final class BoardFixture extends ExternalResource {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          EventNames.all(),
          new CommandSyntax() {
            @Override
            public List<String> split(String command) {
              return List.of(command.split(" "));
            }

            @Override
            public void check(List<String> command) {}
          });

  private final Limits limits;
  private final TemporaryFolder folder = new TemporaryFolder();
  private @Nullable TestFramework framework;
  private @Nullable Store store;
  private @Nullable EventLog log;
  private @Nullable Board board;
  private final List<Schema> schemas = new ArrayList<>();
  private int jars;

  /** With the tables of these rooms too. */
  public BoardFixture(Schema... more) {
    this(Limits.USUAL, more);
  }

  /** With other limits than the daemon has. */
  public BoardFixture(Limits limits, Schema... more) {
    this.limits = limits;
    schemas.add(EventLog.schema());
    schemas.add(Board.schema());
    schemas.addAll(List.of(more));
  }

  @Override
  protected void before() throws Throwable {
    Probe.reset();
    folder.create();
    framework = new TestFramework(home().resolve("framework"));
    store = Store.open(home().resolve("patchbay.db"), schemas);
    log = new EventLog(store());
    log().start();
    configure("");
    startBoard();
  }

  /** Board and framework begin anew on the same store, as after a restart. */
  public void restartFramework() throws Exception {
    board().close();
    framework().close();
    framework = new TestFramework(home().resolve("framework"));
    startBoard();
  }

  /** Another board on the same store, as after a restart. */
  public void startBoard() throws Exception {
    board =
        new Board(
            framework().context(),
            framework().configurations(),
            framework().components(),
            store(),
            log(),
            new PluginCall(Duration.ofMillis(300)),
            limits,
            home(),
            configuration());
    board().start();
  }

  @Override
  protected void after() {
    Probe.open();
    try {
      board().close();
      framework().close();
      store().close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    folder.delete();
  }

  public Path home() {
    return folder.getRoot().toPath();
  }

  public TestFramework framework() {
    return Objects.requireNonNull(framework);
  }

  public Store store() {
    return Objects.requireNonNull(store);
  }

  public EventLog log() {
    return Objects.requireNonNull(log);
  }

  public Board board() {
    return Objects.requireNonNull(board);
  }

  public Configuration configure(String yaml) throws Exception {
    Files.writeString(home().resolve("patchbay.yaml"), yaml);
    return configuration();
  }

  public Configuration configuration() throws Exception {
    return ConfigurationFile.read(home().resolve("patchbay.yaml"), Map.of(), VOCABULARY);
  }

  public Path jar(String fixture, String version) throws IOException {
    return PluginJar.of(fixture, version, home().resolve(fixture + "-" + jars++ + ".jar"));
  }

  /** A fixture as a bundle with this symbolic name. */
  public Path jar(String symbolicName, String fixture, String version) {
    Path file = home().resolve(fixture + "-" + jars++ + ".jar");
    return PluginJar.named(symbolicName, fixture, version, file, "*");
  }

  /** Limits with which a test need not wait long. */
  public static Limits brisk() {
    Duration moment = Duration.ofMillis(500);
    return new Limits(
        Duration.ofSeconds(5),
        moment,
        moment,
        moment,
        moment,
        Duration.ofMillis(200),
        Duration.ofMillis(50),
        Duration.ofSeconds(1));
  }

  /** Installs a fixture and plugs it in. */
  public Arrival plug(String fixture, String version) throws Exception {
    return board().plug(framework().install(jar(fixture, version))).get(60, TimeUnit.SECONDS);
  }

  /** How the listing shows an instance. */
  public PluginInfo info(String name, String instance) {
    return board().plugins().stream()
        .filter(one -> one.name().equals(name) && one.instance().equals(instance))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not on the board"));
  }

  public PluginInfo info(String name) {
    return info(name, "default");
  }
}
