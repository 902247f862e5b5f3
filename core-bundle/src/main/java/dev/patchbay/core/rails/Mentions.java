package dev.patchbay.core.rails;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a class may contain a call that is refused: a look at the names in its constant pool,
 * which costs microseconds and no library. Nearly all classes are done with it.
 */
final class Mentions {
  private static final List<byte[]> OWNERS = utf8("java/lang/System", "java/lang/Runtime");
  private static final List<byte[]> METHODS = utf8("exit", "halt", "addShutdownHook");
  private static final int HEADER = 8;

  private Mentions() {}

  /** May say yes wrongly, never no. */
  static boolean in(byte[] type) {
    try {
      return scan(ByteBuffer.wrap(type).position(HEADER));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean scan(ByteBuffer pool) {
    boolean owner = false;
    boolean method = false;
    int count = Short.toUnsignedInt(pool.getShort());
    for (int i = 1; i < count && !(owner && method); i++) {
      switch (pool.get()) {
        case 1 -> {
          int length = Short.toUnsignedInt(pool.getShort());
          owner = owner || isOneOf(OWNERS, pool, length);
          method = method || isOneOf(METHODS, pool, length);
          skip(pool, length);
        }
        case 7, 8, 16, 19, 20 -> skip(pool, 2);
        case 15 -> skip(pool, 3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(pool, 4);
        case 5, 6 -> {
          skip(pool, 8);
          i++;
        }
        default -> {
          return true;
        }
      }
    }
    return owner && method;
  }

  private static void skip(ByteBuffer pool, int bytes) {
    pool.position(pool.position() + bytes);
  }

  private static boolean isOneOf(List<byte[]> names, ByteBuffer pool, int length) {
    for (byte[] name : names) {
      if (name.length == length && matches(name, pool)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] name, ByteBuffer pool) {
    for (int i = 0; i < name.length; i++) {
      if (pool.get(pool.position() + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> utf8(String... names) {
    return Arrays.stream(names).map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
