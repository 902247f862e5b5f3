package dev.patchbay.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.framework.BoardFixture;
import dev.patchbay.core.framework.HeldNews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What was read of the folder is not what lies there by the time that it is its turn. */
public class StaleFolderTest {
  private static final String NAME = "counting.jar";

  @Rule public final BoardFixture fixture = new BoardFixture(Deployment.schema());

  private final Queues queues = new Queues();

  @Before
  public void folder() throws IOException {
    Files.createDirectories(file().getParent());
  }

  @After
  public void close() {
    queues.close();
  }

  private Path file() {
    return fixture.home().resolve("plugins").resolve(NAME);
  }

  @Test
  public void aJarThatWasReplacedSinceItWasReadIsNotTaken() throws Exception {
    FolderFiles files = new FolderFiles(fixture.home().resolve("plugins"));
    FolderPlugins folder =
        new FolderPlugins(
            files, installer(), new Deployed(fixture.store()), fixture.board(), queues);
    Path first = fixture.jar("counting", "1.0.0");
    Path third = fixture.jar("counting", "3.0.0");
    for (Path jar : new Path[] {first, third, first}) {
      folder.look(now(jar)).join();
    }
    assertThat(fixture.info("counting").version()).isEqualTo("1.0.0");

    files.read(now(third));
    now(first);
    folder.again();
    queues.await("counting", () -> true);
    assertThat(fixture.info("counting").version()).isEqualTo("1.0.0");
    folder.look(now(third)).join();
    assertThat(fixture.info("counting").version()).isEqualTo("3.0.0");
  }

  @Test
  public void aVersionThatComesAgainIsNotHitByTheNewsOfItsEnd() throws Exception {
    Installer installer = installer();
    PluginArchive first = PluginArchive.read(fixture.jar("counting", "1.0.0"));
    PluginArchive second = PluginArchive.read(fixture.jar("counting", "2.0.0"));
    installer.deploy(first, Deployed.Origin.FOLDER, NAME);
    HeldNews news = HeldNews.ofConfigurations(fixture.framework());
    installer.deploy(second, Deployed.Origin.FOLDER, NAME);
    installer.deploy(first, Deployed.Origin.FOLDER, NAME);
    news.releaseConfigurations();
    assertThat(fixture.info("counting").state()).isEqualTo("registered");
    assertThat(fixture.framework().context().getBundles())
        .extracting(bundle -> bundle.getLocation())
        .filteredOn(location -> location.contains("counting-1.0.0"))
        .singleElement()
        .asString()
        .endsWith("#arrival3");
  }

  private Installer installer() {
    return new Installer(
        fixture.framework().context(),
        fixture.board(),
        new Copies(fixture.home()),
        new Deployed(fixture.store()));
  }

  /** The folder has this jar now. */
  private Map<String, PluginFolder.Mark> now(Path jar) throws IOException {
    Path whole = Files.copy(jar, fixture.home().resolve("plugins/.whole.part"));
    Files.move(whole, file(), StandardCopyOption.REPLACE_EXISTING);
    return Map.of(NAME, PluginFolder.mark(file()));
  }
}
