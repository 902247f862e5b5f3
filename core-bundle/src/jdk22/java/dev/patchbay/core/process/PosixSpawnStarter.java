package dev.patchbay.core.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** By {@code posix_spawn} of the C library: one exec, and no copy of the daemon's memory. */
final class PosixSpawnStarter implements Starter {

  private static final int ENOEXEC = 8;
  private static final int STACK = 128 << 10;

  private final PosixSpawn posix = new PosixSpawn();

  /** A thread for each process that runs: waiting for one of many needs a newer kernel. */
  private final Executor waiting =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().stackSize(STACK).name("exit-", 0).factory());

  @Override
  public Started start(Command command, Path program, Path input) throws IOException {
    String file = program.toAbsolutePath().toString();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
      PosixSpawn.Plan plan =
          new PosixSpawn.Plan(
              arena.allocateFrom(command.directory().toAbsolutePath().toString()),
              arena.allocateFrom(input.toAbsolutePath().toString()),
              arena.allocateFrom(command.output().toAbsolutePath().toString()),
              command.errors().equals(command.output())
                  ? MemorySegment.NULL
                  : arena.allocateFrom(command.errors().toAbsolutePath().toString()),
              array(arena, environment(command)));
      int error = posix.spawn(pid, arena.allocateFrom(file), plan, array(arena, command.argv()));
      if (error == ENOEXEC) {
        // A script that names no interpreter is the shell's, as execvp has it.
        List<String> shell = new ArrayList<>(List.of("/bin/sh", file));
        shell.addAll(command.argv().subList(1, command.argv().size()));
        error = posix.spawn(pid, arena.allocateFrom("/bin/sh"), plan, array(arena, shell));
      }
      if (error != 0) {
        throw new IOException(
            "cannot run `%s` in %s with its output in %s: %s"
                .formatted(file, command.directory(), command.output(), posix.words(error)));
      }
      return started(pid.get(ValueLayout.JAVA_INT, 0));
    }
  }

  /** Nobody else waits for this process: what waits here, and that alone, ends its zombie. */
  private Started started(int pid) {
    return new Started(pid, CompletableFuture.supplyAsync(() -> posix.await(pid), waiting));
  }

  private static List<String> environment(Command command) {
    return command.environment().entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .toList();
  }

  private static MemorySegment array(Arena arena, Collection<String> strings) {
    MemorySegment array = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
    long at = 0;
    for (String string : strings) {
      array.setAtIndex(ValueLayout.ADDRESS, at++, arena.allocateFrom(string));
    }
    return array;
  }
}
