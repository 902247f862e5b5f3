package dev.patchbay.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.patchbay.api.query.PluginInfo;
import dev.patchbay.core.board.Arrival;
import dev.patchbay.core.board.Fit;
import dev.patchbay.core.board.PluginState;
import dev.patchbay.core.config.Configuration;
import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.framework.PluginJar;
import dev.patchbay.fixture.probe.Probe;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;

public class DeploymentTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String JUDGE = "plugins:\n  judge:\n    url: http://one\n";

  @Rule public final BoardFixture fixture = new BoardFixture(Deployment.schema());

  private @Nullable Deployment deployment;

  @Before
  public void start() throws Exception {
    Files.createDirectories(plugins());
    Files.writeString(plugins().resolve(".rollback1.part"), "what a killed daemon left");
    deployment = Deployments.begin(fixture, fixture.configuration());
  }

  @After
  public void close() {
    deployment().close();
  }

  private Deployment deployment() {
    return Objects.requireNonNull(deployment);
  }

  private Path plugins() {
    return fixture.home().resolve("plugins");
  }

  @Test
  public void whatAKilledDaemonLeftHalfIsRemovedAtTheStart() {
    assertThat(plugins()).isEmptyDirectory();
  }

  @Test
  public void aJarInTheFolderIsInstalledThenUpdatedThenUninstalled() throws Exception {
    drop(fixture.jar("counting", "1.0.0"), "any.jar");
    await().atMost(SOON).until(() -> shows("counting", "1.0.0", "registered"));
    assertThat(bundleCopies()).isEqualTo(1);

    drop(fixture.jar("counting", "1.1.0"), "any.jar");
    await().atMost(SOON).until(() -> shows("counting", "1.1.0", "registered"));

    Files.delete(plugins().resolve("any.jar"));
    await().atMost(SOON).until(() -> fixture.board().plugins().isEmpty());
    assertThat(fixture.framework().context().getBundles())
        .noneMatch(bundle -> bundle.getSymbolicName().startsWith("test."));
  }

  @Test
  public void aJarIsTakenOnlyWhenItIsWhole() throws Exception {
    byte[] whole = Files.readAllBytes(fixture.jar("counting", "1.0.0"));
    try (OutputStream half = Files.newOutputStream(plugins().resolve("slow.jar"))) {
      half.write(whole, 0, whole.length / 2);
      half.flush();
      drop(fixture.jar("fickle", "1.0.0"), "other.jar");
      await().atMost(SOON).until(() -> shows("fickle", "1.0.0", "registered"));
      assertThat(fixture.board().plugins()).noneMatch(one -> one.name().equals("counting"));
      half.write(whole, whole.length / 2, whole.length - whole.length / 2);
    }
    await().atMost(SOON).until(() -> shows("counting", "1.0.0", "registered"));
  }

  @Test
  public void commandsInstallUpdateRollBackAndRemove() throws Exception {
    Arrival arrival = deployment().install(fixture.jar("counting", "1.0.0"));
    assertThat(arrival.state()).isEqualTo(PluginState.REGISTERED);
    assertThat(plugins().resolve("counting.jar")).exists();
    assertThatThrownBy(() -> deployment().install(fixture.jar("counting", "1.0.0")))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("is installed");

    deployment().update(fixture.jar("counting", "2.0.0"));
    assertThat(fixture.info("counting").version()).isEqualTo("2.0.0");
    deployment().rollback("counting");
    assertThat(fixture.info("counting").version()).isEqualTo("1.0.0");

    deployment().remove("counting");
    assertThat(fixture.board().plugins()).isEmpty();
    assertThat(plugins().resolve("counting.jar")).doesNotExist();
    assertThat(fixture.home().resolve("state/previous/counting.jar")).exists();
    assertThatThrownBy(() -> deployment().remove("countin"))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("no plugin 'countin'");
  }

  @Test
  public void anUpdateFromTheVersionBeforeLeavesThatVersionInTheFolder() throws Exception {
    Path first = fixture.jar("counting", "1.0.0");
    byte[] content = Files.readAllBytes(first);
    deployment().install(first);
    deployment().update(fixture.jar("counting", "2.0.0"));
    deployment().update(fixture.home().resolve("state/previous/counting.jar"));
    assertThat(fixture.info("counting").version()).isEqualTo("1.0.0");
    assertThat(plugins().resolve("counting.jar")).hasBinaryContent(content);
  }

  @Test
  public void anUpdateThatIsRefusedChangesNothing() throws Exception {
    deployment().install(fixture.jar("counting", "1.0.0"));
    byte[] before = Files.readAllBytes(plugins().resolve("counting.jar"));
    Path future =
        PluginJar.of(
            "counting",
            "2.0.0",
            fixture.home().resolve("future.jar"),
            "dev.patchbay.api.hook;version=\"[2,3)\",*");
    assertThatThrownBy(() -> deployment().update(future))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("dev.patchbay.api.hook [2.0.0,3.0.0)");
    assertThat(shows("counting", "1.0.0", "registered")).isTrue();
    assertThat(plugins().resolve("counting.jar")).hasBinaryContent(before);
    await()
        .atMost(SOON)
        .until(
            () ->
                Arrays.stream(fixture.framework().context().getBundles())
                    .noneMatch(
                        bundle ->
                            bundle.getVersion().getMajor() == 2
                                && bundle.getSymbolicName().startsWith("test.")));
  }

  @Test
  public void aDamagedJarInTheFolderLeavesTheOldVersionRunning() throws Exception {
    deployment().install(fixture.jar("counting", "1.0.0"));
    byte[] next = Files.readAllBytes(fixture.jar("counting", "2.0.0"));
    String text = new String(next, StandardCharsets.ISO_8859_1);
    int entry = text.indexOf("dev/patchbay/fixture/counting/Counting.class");
    next[entry + 200] = (byte) ~next[entry + 200];
    Path damaged = Files.write(fixture.home().resolve("damaged.jar"), next);
    assertThatThrownBy(() -> deployment().update(damaged))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("damaged.jar is damaged: dev/patchbay/fixture/counting/Counting");
    drop(damaged, "counting.jar");
    drop(fixture.jar("fickle", "1.0.0"), "other.jar");
    await().atMost(SOON).until(() -> shows("fickle", "1.0.0", "registered"));
    assertThat(shows("counting", "1.0.0", "registered")).isTrue();
    assertThat(bundleCopies()).as("copies of what was taken").isEqualTo(2);
  }

  @Test
  public void whatIsNoBundleIsRefusedByName() throws Exception {
    Path text = Files.writeString(fixture.home().resolve("text.jar"), "hello");
    assertThatThrownBy(() -> deployment().install(text))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("text.jar is damaged or no jar");
    assertThatThrownBy(() -> deployment().install(fixture.home().resolve("nowhere.jar")))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("no file");
  }

  @Test
  public void whatWasInstalledIsThereAgainAfterARestart() throws Exception {
    deployment().install(fixture.jar("counting", "1.0.0"));
    deployment().install(fixture.jar("fickle", "1.0.0"));
    Bundle shell = fixture.framework().install(fixture.jar("linked", "1.0.0"));
    shell.start();
    await().atMost(SOON).until(() -> shows("linked", "1.0.0", "connected"));
    await().atMost(SOON).until(() -> bundleCopies() == 3);
    deployment().stop("fickle");

    close();
    fixture.restartFramework();
    Files.delete(plugins().resolve("counting.jar"));
    start();
    await().atMost(SOON).until(() -> shows("linked", "1.0.0", "connected"));
    assertThat(fixture.info("fickle").state()).isEqualTo("stopped");
    assertThat(fixture.board().plugins()).noneMatch(one -> one.name().equals("counting"));
    deployment().start("fickle");
    assertThat(fixture.info("fickle").state()).isEqualTo("registered");
  }

  @Test
  public void aPluginAndWhatItRequiresComeInWhicheverOrder() throws Exception {
    Path first = fixture.jar("asking", "1.0.0");
    Path second = fixture.jar("counting", "1.0.0");
    Files.move(first, plugins().resolve("asking.jar"));
    Files.move(second, plugins().resolve("counting.jar"));
    await().atMost(SOON).until(() -> shows("asking", "1.0.0", "registered"));
    close();
    fixture.restartFramework();
    start();
    await().atMost(SOON).until(() -> shows("asking", "1.0.0", "registered"));
  }

  @Test
  public void whatCannotBePutIntoTheFolderIsThereAfterARestartAllTheSame() throws Exception {
    Files.createDirectories(plugins().resolve("counting.jar/full"));
    assertThatThrownBy(() -> deployment().install(fixture.jar("counting", "1.0.0")))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("stays so");
    assertThat(shows("counting", "1.0.0", "registered")).isTrue();
    deployment().close();
    fixture.restartFramework();
    start();
    assertThat(shows("counting", "1.0.0", "registered")).isTrue();
  }

  @Test
  public void whatTheConfigurationNamesComesFromTheCatalog() throws Exception {
    Path catalog = Files.createDirectories(fixture.home().resolve("catalog"));
    Files.move(fixture.jar("judge", "1.0.0"), catalog.resolve("judge.jar"));
    Files.writeString(catalog.resolve("copied-by-half.jar"), "PK");
    var named = fixture.configure("plugins:\n  judge:\n    url: http://one\n");
    fixture.board().reconfigure(named).get(30, TimeUnit.SECONDS);
    assertThat(fixture.info("judge").state()).isEqualTo("missing");
    deployment().reconfigure(named);
    await().atMost(SOON).until(() -> shows("judge", "1.0.0", "registered"));
  }

  @Test
  public void whatAUserRemovedStaysOutUntilItIsNamedAnew() throws Exception {
    Path catalog = Files.createDirectories(fixture.home().resolve("catalog"));
    Files.copy(fixture.jar("judge", "1.0.0"), catalog.resolve("judge.jar"));
    var named = fixture.configure("plugins:\n  judge:\n    url: http://one\n");
    fixture.board().reconfigure(named).get(30, TimeUnit.SECONDS);
    deployment().install(fixture.jar("judge", "1.0.0"));
    await().atMost(SOON).until(() -> shows("judge", "1.0.0", "registered"));

    deployment().remove("judge");
    deployment().reconfigure(named);
    drop(fixture.jar("fickle", "1.0.0"), "c.jar");
    await().atMost(SOON).until(() -> shows("fickle", "1.0.0", "registered"));
    assertThat(fixture.info("judge").state()).isEqualTo("missing");
    await().atMost(SOON).until(() -> fixture.info("judge").reason().contains("it was removed"));

    var without = fixture.configure("plugins: {}\n");
    fixture.board().reconfigure(without).get(30, TimeUnit.SECONDS);
    deployment().reconfigure(without);
    fixture.board().reconfigure(named).get(30, TimeUnit.SECONDS);
    deployment().reconfigure(named);
    await().atMost(SOON).until(() -> shows("judge", "1.0.0", "registered"));
  }

  @Test
  public void aPluginThatNobodyHasIsMissingWithTheNearestOfTheCatalog() throws Exception {
    Path catalog = Files.createDirectories(fixture.home().resolve("catalog"));
    Files.move(fixture.jar("judge", "1.0.0"), catalog.resolve("judge.jar"));
    var named = fixture.configure("plugins:\n  jugde:\n    url: http://one\n");
    fixture.board().reconfigure(named).get(30, TimeUnit.SECONDS);
    deployment().reconfigure(named);
    await().atMost(SOON).until(() -> fixture.info("jugde").reason().contains("'judge'"));
    assertThat(fixture.info("jugde").state()).isEqualTo("missing");
    assertThat(fixture.info("jugde").reason()).contains("patchbay.yaml:2: not installed");
  }

  @Test
  public void twoFilesOfOnePluginRunTheHigherVersion() throws Exception {
    drop(fixture.jar("counting", "2.0.0"), "b.jar");
    await().atMost(SOON).until(() -> shows("counting", "2.0.0", "registered"));
    drop(fixture.jar("counting", "1.0.0"), "a.jar");
    drop(fixture.jar("fickle", "1.0.0"), "c.jar");
    await().atMost(SOON).until(() -> shows("fickle", "1.0.0", "registered"));
    assertThat(shows("counting", "2.0.0", "registered")).isTrue();
    Files.delete(plugins().resolve("b.jar"));
    await().atMost(SOON).until(() -> shows("counting", "1.0.0", "registered"));
  }

  @Test
  public void twoFilesOfOnePluginAreNamedUntilOneOfThemGoes() throws Exception {
    drop(fixture.jar("counting", "2.0.0"), "b.jar");
    await().atMost(SOON).until(() -> shows("counting", "2.0.0", "registered"));
    drop(fixture.jar("counting", "1.0.0"), "a.jar");
    await().atMost(SOON).until(() -> deployment().findings().size() == 1);
    assertThat(deployment().findings().getFirst())
        .contains("plugins/a.jar")
        .contains("plugins/b.jar has a higher version of counting");
    Files.delete(plugins().resolve("a.jar"));
    await().atMost(SOON).until(() -> deployment().findings().isEmpty());
    assertThat(shows("counting", "2.0.0", "registered")).isTrue();
  }

  @Test
  public void theSameContentTwiceIsNoUpdateAndTheSameVersionWithOtherContentIs() throws Exception {
    deployment().install(fixture.jar("counting", "1.0.0"));
    long bundle = bundle();
    Path same = plugins().resolve("counting.jar");
    Arrival arrival = deployment().update(Files.copy(same, fixture.home().resolve("same.jar")));
    assertThat(arrival.accepted()).isTrue();
    assertThat(arrival.reason()).isEqualTo("unchanged");
    assertThat(bundle()).isEqualTo(bundle);
    assertThat(fixture.home().resolve("state/previous/counting.jar")).doesNotExist();

    Path other = PluginJar.of("counting", "1.0.0", fixture.home().resolve("o.jar"), "*,org.slf4j");
    deployment().update(other);
    assertThat(bundle()).isNotEqualTo(bundle);
    assertThat(plugins().resolve("counting.jar")).hasSameBinaryContentAs(other);
  }

  @Test
  public void aJarThatIsRenamedOrPutBackAtOnceIsNoRemoval() throws Exception {
    drop(fixture.jar("counting", "1.0.0"), "one.jar");
    await().atMost(SOON).until(() -> shows("counting", "1.0.0", "registered"));
    long bundle = bundle();
    Files.move(plugins().resolve("one.jar"), plugins().resolve("two.jar"));
    drop(fixture.jar("fickle", "1.0.0"), "mark.jar");
    await().atMost(SOON).until(() -> shows("fickle", "1.0.0", "registered"));
    assertThat(bundle()).isEqualTo(bundle);

    byte[] content = Files.readAllBytes(plugins().resolve("two.jar"));
    Files.delete(plugins().resolve("two.jar"));
    Files.write(plugins().resolve("two.jar"), content);
    drop(fixture.jar("fickle", "2.0.0"), "mark.jar");
    await().atMost(SOON).until(() -> shows("fickle", "2.0.0", "registered"));
    assertThat(bundle()).isEqualTo(bundle);

    Files.delete(plugins().resolve("two.jar"));
    await()
        .atMost(SOON)
        .until(() -> fixture.board().plugins().stream().noneMatch(this::isCounting));
  }

  @Test
  public void aRollbackThatWaitsGoesBackFromWhatRunsWhenItsTurnHasCome() throws Exception {
    deployment().install(fixture.jar("outpost", "1.0.0"));
    deployment().update(fixture.jar("outpost", "1.1.0"));
    Probe.shut();
    Probe.mood("2.0.0 connect", "hangs");
    Path second = fixture.jar("outpost", "2.0.0");
    Path third = fixture.jar("outpost", "3.0.0");
    var first = asked(() -> deployment().update(second));
    await().atMost(SOON).until(() -> Probe.SAID.contains("2.0.0 connects"));
    var back = asked(() -> deployment().rollback("outpost"));
    var last = asked(() -> deployment().update(third));
    Probe.open();
    assertThat(first.get(30, TimeUnit.SECONDS).version()).isEqualTo("2.0.0");
    assertThat(back.get(30, TimeUnit.SECONDS).version()).isEqualTo("1.1.0");
    assertThat(last.get(30, TimeUnit.SECONDS).version()).isEqualTo("3.0.0");
    assertThat(fixture.info("outpost").version()).isEqualTo("3.0.0");
  }

  /** Asks on a thread of its own, and answers when that waits. */
  private static FutureTask<Arrival> asked(Callable<Arrival> what) {
    FutureTask<Arrival> answer = new FutureTask<>(what);
    Thread thread = Thread.ofPlatform().start(answer);
    await().atMost(SOON).until(() -> thread.getState() == Thread.State.WAITING);
    return answer;
  }

  @Test
  public void aPluginThatHangsAsItComesHoldsUpNoOther() throws Exception {
    deployment().install(fixture.jar("outpost", "1.0.0"));
    await().atMost(SOON).until(() -> shows("outpost", "1.0.0", "connected"));
    Probe.shut();
    Probe.mood("2.0.0 connect", "hangs");
    drop(fixture.jar("outpost", "2.0.0"), "outpost.jar");
    await().atMost(SOON).until(() -> Probe.SAID.contains("2.0.0 connects"));
    assertThat(deployment().install(fixture.jar("counting", "1.0.0")).state())
        .isEqualTo(PluginState.REGISTERED);
    assertThat(shows("outpost", "1.0.0", "connected")).isTrue();
  }

  @Test
  public void aVersionThatNeedsOtherOptionsWaitsForThem() throws Exception {
    fixture.board().reconfigure(fixture.configure(JUDGE)).get(30, TimeUnit.SECONDS);
    deployment().install(fixture.jar("judge", "1.0.0"));
    assertThatThrownBy(() -> deployment().update(fixture.jar("test.judge", "judge2", "2.0.0")))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("patchbay.yaml:3")
        .hasMessageContaining("waits in plugins/");
    assertThat(shows("judge", "1.0.0", "registered")).isTrue();
    assertThat(fixture.info("judge").reason()).contains("2.0.0 was refused").contains("address");
    assertThat(deployment().findings()).singleElement().asString().contains("plugins/judge.jar");

    Configuration other = fixture.configure(JUDGE.replace("url", "address"));
    Fit fit = fixture.board().inspection().check(other, deployment().waiting());
    assertThat(fit.problems()).isEmpty();
    assertThat(fit.together()).containsExactly("judge");
    assertThat(deployment().bring(fit.together(), other)).allMatch(Arrival::accepted);
    assertThat(shows("judge", "2.0.0", "registered")).isTrue();
    assertThat(deployment().findings()).isEmpty();
    assertThat(deployment().waiting()).isEmpty();

    Configuration typo = fixture.configure(JUDGE.replace("url", "adress"));
    assertThat(fixture.board().inspection().check(typo, deployment().waiting()).problems())
        .isNotEmpty();
  }

  @Test
  public void anUpdateReadsTheFileAgain() throws Exception {
    fixture.board().reconfigure(fixture.configure(JUDGE)).get(30, TimeUnit.SECONDS);
    deployment().install(fixture.jar("judge", "1.0.0"));
    Configuration other = fixture.configure(JUDGE.replace("url", "address"));
    deployment()
        .onWaiting(
            () -> {
              try {
                deployment().bring(List.of("judge"), other);
              } catch (DeployException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(deployment().update(fixture.jar("test.judge", "judge2", "2.0.0")).accepted())
        .isTrue();
    assertThat(shows("judge", "2.0.0", "registered")).isTrue();
  }

  @Test
  public void anUpdateInTheShellStaysAcrossARestartAndCanBeRolledBack() throws Exception {
    deployment().install(fixture.jar("counting", "1.0.0"));
    Bundle running =
        Arrays.stream(fixture.framework().context().getBundles())
            .filter(one -> "test.counting".equals(one.getSymbolicName()))
            .findFirst()
            .orElseThrow();
    try (var content = Files.newInputStream(fixture.jar("counting", "1.1.0"))) {
      running.update(content);
    }
    await().atMost(SOON).until(() -> shows("counting", "1.1.0", "registered"));
    await()
        .atMost(SOON)
        .until(() -> Files.exists(fixture.home().resolve("state/previous/counting.jar")));
    await().atMost(SOON).until(() -> bundleCopies() == 2);
    close();
    fixture.restartFramework();
    start();
    await().atMost(SOON).until(() -> shows("counting", "1.1.0", "registered"));
    deployment().rollback("counting");
    assertThat(shows("counting", "1.0.0", "registered")).isTrue();
  }

  private boolean isCounting(PluginInfo plugin) {
    return plugin.name().equals("counting");
  }

  private long bundle() {
    return Arrays.stream(fixture.framework().context().getBundles())
        .filter(one -> "test.counting".equals(one.getSymbolicName()))
        .filter(one -> one.getState() == Bundle.ACTIVE)
        .mapToLong(Bundle::getBundleId)
        .max()
        .orElse(-1);
  }

  private long bundleCopies() throws Exception {
    try (var files = Files.list(fixture.home().resolve("state/bundles"))) {
      return files.count();
    }
  }

  private void drop(Path jar, String name) throws Exception {
    Path hidden = plugins().resolve("." + name + ".part");
    Files.copy(jar, hidden);
    Files.move(
        hidden,
        plugins().resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean shows(String plugin, String version, String state) {
    return fixture.board().plugins().stream()
        .anyMatch(
            one ->
                one.name().equals(plugin)
                    && one.version().equals(version)
                    && one.state().equals(state));
  }
}
