package dev.patchbay.core.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the C library by which a process is started and waited for. */
@SuppressWarnings("restricted") // a wrong descriptor crashes: they are few, and all in here
final class PosixSpawn {

  // Of <spawn.h> and <fcntl.h>, the same on all 64-bit Linux with glibc.
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;
  private static final int APPEND = 1 | 0100 | 02000;
  private static final int EINTR = 4;

  // More than the structures take: 336, 80 and 128 bytes.
  private static final long ATTRIBUTES = 512;
  private static final long ACTIONS = 128;
  private static final long SIGNALS = 128;

  private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final FunctionDescriptor TWO = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);

  private final Linker linker = Linker.nativeLinker();
  private final MethodHandle spawn =
      link(
          "posix_spawn",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  private final MethodHandle initActions = link("posix_spawn_file_actions_init", ONE);
  private final MethodHandle destroyActions = link("posix_spawn_file_actions_destroy", ONE);
  private final MethodHandle addDirectory = link("posix_spawn_file_actions_addchdir_np", TWO);
  private final MethodHandle addOpen =
      link(
          "posix_spawn_file_actions_addopen",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private final MethodHandle addDup =
      link(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private final MethodHandle addCloseFrom =
      link(
          "posix_spawn_file_actions_addclosefrom_np",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private final MethodHandle waitpid =
      link(
          "waitpid",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.captureCallState("errno"));
  private final MemorySegment attributes = attributes();

  /** Where and with what; strings of C, and for merged errors no address. */
  record Plan(
      MemorySegment directory,
      MemorySegment input,
      MemorySegment output,
      MemorySegment errors,
      MemorySegment environment) {}

  /** Answers 0, or the number of the error. */
  int spawn(MemorySegment pid, MemorySegment file, Plan plan, MemorySegment argv) {
    return inC(
        arena -> {
          MemorySegment actions = arena.allocate(ACTIONS);
          int error = (int) initActions.invokeExact(actions);
          if (error != 0) {
            return error;
          }
          try {
            error = add(actions, plan);
            return error != 0
                ? error
                : (int) spawn.invokeExact(pid, file, actions, attributes, argv, plan.environment());
          } finally {
            int ignored = (int) destroyActions.invokeExact(actions);
          }
        });
  }

  private int add(MemorySegment actions, Plan plan) throws Throwable {
    int error = (int) addOpen.invokeExact(actions, 0, plan.input(), 0, 0);
    error |= (int) addOpen.invokeExact(actions, 1, plan.output(), APPEND, 0666);
    error |=
        plan.errors().equals(MemorySegment.NULL)
            ? (int) addDup.invokeExact(actions, 1, 2)
            : (int) addOpen.invokeExact(actions, 2, plan.errors(), APPEND, 0666);
    // Not all files and sockets that the Java platform opens are closed by an exec.
    error |= (int) addCloseFrom.invokeExact(actions, 3);
    return error | (int) addDirectory.invokeExact(actions, plan.directory());
  }

  /** The exit code, or 128 + the signal; returns when the process has ended. */
  int await(int pid) {
    return inC(
        arena -> {
          MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
          MemorySegment status = arena.allocate(JAVA_INT);
          while ((int) waitpid.invokeExact(state, pid, status, 0) != pid) {
            int error = errno(state);
            if (error != EINTR) {
              throw new IllegalStateException("waiting for process " + pid + ": " + words(error));
            }
          }
          int value = status.get(JAVA_INT, 0);
          int signal = value & 0x7f;
          return signal == 0 ? value >> 8 & 0xff : 128 + signal;
        });
  }

  private static int errno(MemorySegment state) {
    long offset =
        Linker.Option.captureStateLayout()
            .byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    return state.get(JAVA_INT, offset);
  }

  /** What the C library says of an error. */
  String words(int error) {
    MethodHandle describe = link("strerrordesc_np", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    return inC(
        arena -> {
          MemorySegment words = (MemorySegment) describe.invokeExact(error);
          return words.equals(MemorySegment.NULL)
              ? "error " + error
              : words.reinterpret(256).getString(0);
        });
  }

  /**
   * A session of its own, nothing blocked and nothing ignored: the virtual machine's threads block
   * some signals, and whoever started the daemon may have had it ignore others.
   */
  private MemorySegment attributes() {
    MemorySegment made = Arena.global().allocate(ATTRIBUTES);
    return inC(
        arena -> {
          MemorySegment none = arena.allocate(SIGNALS);
          MemorySegment all = arena.allocate(SIGNALS);
          int error = (int) link("sigemptyset", ONE).invokeExact(none);
          error |= (int) link("sigfillset", ONE).invokeExact(all);
          error |= (int) link("posix_spawnattr_init", ONE).invokeExact(made);
          error |= (int) link("posix_spawnattr_setsigmask", TWO).invokeExact(made, none);
          error |= (int) link("posix_spawnattr_setsigdefault", TWO).invokeExact(made, all);
          short flags = SETSID | SETSIGMASK | SETSIGDEF;
          error |=
              (int)
                  link(
                          "posix_spawnattr_setflags",
                          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT))
                      .invokeExact(made, flags);
          if (error != 0) {
            throw new UnsatisfiedLinkError("the C library refuses a session of its own: " + error);
          }
          return made;
        });
  }

  private MethodHandle link(String name, FunctionDescriptor function, Linker.Option... options) {
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
    return linker.downcallHandle(address, function, options);
  }

  /** Calls of functions of C, with memory that is given back after them. */
  private interface Calls<T> {
    T make(Arena arena) throws Throwable;
  }

  /** A handle declares whatever may be thrown; a function of C throws nothing. */
  private static <T> T inC(Calls<T> calls) {
    try (Arena arena = Arena.ofConfined()) {
      return calls.make(arena);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
