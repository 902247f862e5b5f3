package dev.patchbay.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.core.framework.PluginJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FolderFilesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void whatACommandHasJustPutInIsNotGoneForWhoLookedBefore() throws Exception {
    Path plugins = folder.newFolder("plugins").toPath();
    Path jar = PluginJar.of("counting", "1.0.0", folder.getRoot().toPath().resolve("counting.jar"));
    FolderFiles files = new FolderFiles(plugins);
    FolderFiles.Entry put = files.put(jar, "counting.jar");
    files.trouble(put, "it waits for other options");

    assertThat(files.gone(Map.of())).isEmpty();
    assertThat(files.all()).containsExactly(put);
    assertThat(files.troubles()).hasSize(1);

    Files.delete(plugins.resolve("counting.jar"));
    assertThat(files.gone(Map.of())).containsExactly(put);
    assertThat(files.all()).isEmpty();
    assertThat(files.troubles()).isEmpty();
  }
}
