package dev.patchbay.core.query;

import dev.patchbay.api.PluginException;
import dev.patchbay.api.PluginException.Kind;
import dev.patchbay.api.worker.Output;
import dev.patchbay.core.process.Utf8;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The logs of tasks, in pieces that end where a character does. */
public final class TaskLogs {
  private static final int PIECE = 1 << 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private final Path runs;

  public TaskLogs(Path home) {
    this.runs = home.resolve("logs").resolve("runs");
  }

  Output read(String run, String task, long offset) {
    // Names come from outside, and a path is made of them.
    if (!NAME.matcher(run).matches() || !NAME.matcher(task).matches()) {
      throw missing(run, task);
    }
    Path file = runs.resolve(run).resolve(task + ".log");
    if (!file.toFile().isFile()) {
      throw missing(run, task);
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long length = log.length();
      long from = Math.clamp(offset, 0, length);
      byte[] bytes = new byte[(int) Math.min(PIECE, length - from)];
      log.seek(from);
      log.readFully(bytes);
      int whole = from + bytes.length < length ? Utf8.whole(bytes) : bytes.length;
      long next = from + whole;
      return new Output(new String(bytes, 0, whole, StandardCharsets.UTF_8), next, next >= length);
    } catch (IOException e) {
      throw new PluginException(Kind.UNAVAILABLE, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static PluginException missing(String run, String task) {
    return new PluginException(
        Kind.NOT_FOUND, "there is no log of task '" + task + "' of run '" + run + "'");
  }
}
