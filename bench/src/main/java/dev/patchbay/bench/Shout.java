package dev.patchbay.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The smallest program that says it has started: its first act is to open the file it is given and
 * to write a byte. A shell takes a millisecond and more until it comes to that.
 */
final class Shout {
  private static final long ADDRESS = 0x400000;
  private static final int HEADERS = 64 + 56;

  // rdi = argv[1]; open(rdi, O_WRONLY); write(fd, rsp, 1); exit(0)
  private static final String CODE =
      "488b7c2410be01000000b8020000000f05"
          + "89c74889e6ba01000000b8010000000f05"
          + "31ffb83c0000000f05";

  private Shout() {}

  /** The job's `run:`; other processors have the shell do it. */
  static String command(Path folder, Path pipe) throws IOException {
    if (!System.getProperty("os.arch").equals("amd64")) {
      return "[/bin/sh, -c, 'echo > " + pipe + "']";
    }
    Path program = Files.write(folder.resolve("shout"), program());
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    return "[" + program + ", " + pipe + "]";
  }

  /** The two headers that Linux asks for, and the code behind them. */
  private static byte[] program() {
    byte[] code = HexFormat.of().parseHex(CODE);
    ByteBuffer elf = ByteBuffer.allocate(HEADERS + code.length).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(HexFormat.of().parseHex("7f454c46020101000000000000000000"));
    elf.putShort((short) 2).putShort((short) 62).putInt(1);
    elf.putLong(ADDRESS + HEADERS).putLong(64).putLong(0).putInt(0);
    elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    elf.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    elf.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS);
    elf.putLong(elf.capacity()).putLong(elf.capacity()).putLong(0x1000);
    return elf.put(code).array();
  }
}
