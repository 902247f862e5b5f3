package dev.patchbay.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class ConfigurationWatchTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<String> told = new CopyOnWriteArrayList<>();

  private Path file() {
    return folder.getRoot().toPath().resolve("patchbay.yaml");
  }

  private ConfigurationWatch watch(Path file) throws IOException {
    return new ConfigurationWatch(
        file,
        () -> {
          try {
            told.add(Files.readString(file));
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  private void awaitTold(String... contents) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(told).containsExactly(contents));
  }

  @Test
  public void renamesAndWritesInPlaceAreEachToldOnce() throws Exception {
    Files.writeString(file(), "a: 1");
    try (ConfigurationWatch watch = watch(file())) {
      Files.writeString(file(), "a: 2");
      awaitTold("a: 2");
      Path beside = Files.writeString(file().resolveSibling("new"), "a: 3");
      Files.move(beside, file(), StandardCopyOption.ATOMIC_MOVE);
      awaitTold("a: 2", "a: 3");
      Files.writeString(file(), "a: 3");
      Files.delete(file());
      Files.writeString(file(), "a: 4");
      awaitTold("a: 2", "a: 3", "a: 4");
      assertThat(watch).isNotNull();
    }
  }

  @Test
  public void aFileWrittenInPiecesIsToldWhenItIsWhole() throws Exception {
    try (ConfigurationWatch watch = watch(file());
        Writer writer = Files.newBufferedWriter(file())) {
      for (int i = 0; i < 200; i++) {
        writer.write("k" + i + ": v\n");
        writer.flush();
      }
      awaitTold(Files.readString(file()));
      assertThat(told.get(0)).endsWith("k199: v\n");
      assertThat(watch).isNotNull();
    }
  }

  @Test
  public void aChangeBehindALinkIsNoticed() throws Exception {
    Path first = Files.writeString(folder.newFolder("1").toPath().resolve("f"), "a: 1");
    Path second = Files.writeString(folder.newFolder("2").toPath().resolve("f"), "a: 2");
    Path link = Files.createSymbolicLink(folder.newFolder("etc").toPath().resolve("l"), first);
    try (ConfigurationWatch watch = watch(link)) {
      Files.writeString(first, "a: 1b");
      awaitTold("a: 1b");
      Files.delete(link);
      Files.createSymbolicLink(link, second);
      awaitTold("a: 1b", "a: 2");
      assertThat(watch).isNotNull();
    }
  }
}
