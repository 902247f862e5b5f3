package dev.patchbay.core.run;

import dev.patchbay.api.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/**
 * The files that belong to a task of a run; they are kept as long as its log, for who wants to know
 * what a worker was told and what it answered.
 *
 * @param log all it writes, over all attempts
 * @param output into which it may write JSON
 * @param context its brief
 * @param feedback what its verification said
 */
record TaskFiles(Path log, Path output, Path context, Path feedback) {
  private static final long LIMIT = 1 << 20;

  static TaskFiles of(Path home, String run, String task) {
    Path log = home.resolve(log(run, task));
    return new TaskFiles(
        log,
        log.resolveSibling(task + ".json"),
        log.resolveSibling(task + ".md"),
        log.resolveSibling(task + ".feedback"));
  }

  /** The name of a task's log, relative to the home. */
  static String log(String run, String task) {
    return "logs/runs/" + run + "/" + task + ".log";
  }

  /** What the task wrote as its output; empty text when it wrote nothing. */
  Object data() throws IOException {
    if (!Files.isRegularFile(output) || Files.size(output) == 0) {
      return "";
    }
    if (Files.size(output) > LIMIT) {
      throw new IOException("what it wrote to PATCHBAY_OUTPUT is over 1 MiB");
    }
    try {
      String text = "{\"data\":" + Files.readString(output) + "}";
      return Json.object(JsonText.object(text)).getOrDefault("data", "");
    } catch (JacksonException | IllegalArgumentException | CharacterCodingException e) {
      throw new IOException("what it wrote to PATCHBAY_OUTPUT is no JSON", e);
    }
  }
}
