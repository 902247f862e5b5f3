package dev.patchbay.core.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** By the program {@code setsid}: the JDK's own means begin no session. */
final class SetsidStarter implements Starter {

  private final Optional<Path> setsid;

  /**
   * @param path where {@code setsid} is looked for
   */
  SetsidStarter(String path) {
    this.setsid = new SearchPath(path).find("setsid").map(Path::toAbsolutePath);
  }

  @Override
  public Started start(Command command, Path program, Path input) throws IOException {
    if (setsid.isEmpty()) {
      throw new IOException("`setsid` is not on the PATH of the daemon; install it (util-linux)");
    }
    // A leading dash in the command's name is no option of setsid.
    List<String> argv = new ArrayList<>(List.of(setsid.get().toString(), "--"));
    argv.addAll(command.argv());
    ProcessBuilder builder = new ProcessBuilder(argv).directory(command.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.redirectInput(input.toFile());
    builder.redirectOutput(Redirect.appendTo(command.output().toFile()));
    if (command.errors().equals(command.output())) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(Redirect.appendTo(command.errors().toFile()));
    }
    Process process = builder.start();
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    // Not Process.onExit: it answers through the common pool, which a plugin may have filled.
    Thread.ofVirtual().name("exit-" + process.pid()).start(() -> await(process, exit));
    return new Started(process.pid(), exit);
  }

  private static void await(Process process, CompletableFuture<Integer> exit) {
    try {
      exit.complete(process.waitFor());
    } catch (InterruptedException e) {
      exit.completeExceptionally(e);
    }
  }
}
