package dev.patchbay.core.worker;

import dev.patchbay.api.worker.Output;
import dev.patchbay.api.worker.WorkerHandle;
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
      int whole = last ? bytes.length : whole(bytes);
      String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
      return new Output(text, offset + whole, last);
    } catch (IOException e) {
      throw new LauncherException("cannot read the log " + file + ": " + e, true, e);
    }
  }

  /** Up to the last whole character: the rest of a cut one comes with the next piece. */
  private static int whole(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xFF;
      if (b >= 0xC0) {
        int length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return length > back ? bytes.length - back : bytes.length;
      }
      if (b < 0x80) {
        break;
      }
    }
    return bytes.length;
  }
}
