package dev.patchbay.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a running daemon answers to commands of its command line. */
final class Asked {
  private final Scratch scratch;

  Asked(Scratch scratch) {
    this.scratch = scratch;
  }

  /** What a command prints, whatever its exit code is. */
  String text(String... arguments) {
    List<String> argv = new ArrayList<>(List.of(Distribution.program().toString()));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.environment().put("PATCHBAY_HOME", scratch.home().toString());
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> printed(process));
        assertThat(process.waitFor(Inside.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return printed.join();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Beside the waiting for its end: one that hangs is not waited for longer. */
  private static String printed(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All instances of plugins. */
  List<JsonNode> plugins() {
    List<JsonNode> plugins = new ArrayList<>();
    new JsonMapper().readTree(text("plugins", "--json")).get("plugins").forEach(plugins::add);
    return plugins;
  }

  /** One of them, by its name in the configuration. */
  Optional<JsonNode> plugin(String label) {
    return plugins().stream().filter(each -> label(each).equals(label)).findFirst();
  }

  static String label(JsonNode plugin) {
    String instance = plugin.path("instance").asString();
    String name = plugin.path("name").asString();
    return instance.equals("default") ? name : name + "~" + instance;
  }
}
