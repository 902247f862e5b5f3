package dev.patchbay.core.worker;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
import dev.patchbay.core.process.Utf8;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a task's log that one worker wrote: the log goes on over a task's attempts. */
record WorkerLog(Path file, long from) {

  static final String FILE = "log";
  static final String FROM = "from";

  /** What an answer may hold, by the launcher's contract. */
  private static final int LIMIT = 1 << 20;

  static WorkerLog of(WorkerHandle worker) {
    String from = worker.ids().getOrDefault(FROM, "0");
    return new WorkerLog(Path.of(worker.ids().getOrDefault(FILE, "")), Long.parseLong(from));
  }

  Output read(long offset, boolean ended) throws LauncherException {
    if (!Files.isRegularFile(file)) {
      return new Output("", offset, ended);
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(from + offset);
      byte[] bytes = Channels.newInputStream(channel).readNBytes(LIMIT);
      boolean last = ended && bytes.length < LIMIT;
      int whole = last ? bytes.length : Utf8.whole(bytes);
      String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
      return new Output(text, offset + whole, last);
    } catch (IOException e) {
      throw new LauncherException("cannot read the log " + file + ": " + e, true, e);
    }
  }
}
