package dev.patchbay.core.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a program as {@code execvp} would, so that one that is not there can be named in words. */
final class SearchPath {

  private final String path;
  private final Path directory;

  SearchPath(String path) {
    this(path, Path.of(""));
  }

  SearchPath(String path, Path directory) {
    this.path = path;
    this.directory = directory;
  }

  Optional<Path> find(String program) {
    return candidates(program).filter(SearchPath::runnable).findFirst();
  }

  String why(String program) {
    Optional<Path> present = candidates(program).filter(Files::exists).findFirst();
    if (present.isPresent()) {
      String what = Files.isDirectory(present.get()) ? "is a directory" : "is not executable";
      return "cannot run `" + program + "`: " + present.get() + " " + what;
    }
    return program.contains("/")
        ? "command not found: `" + program + "` (looked in " + directory + ")"
        : "command not found: `" + program + "` is in no directory of PATH " + path;
  }

  private Stream<Path> candidates(String program) {
    return program.contains("/")
        ? Stream.of(directory.resolve(program))
        : Stream.of(path.split(":", -1)).map(dir -> directory.resolve(dir).resolve(program));
  }

  private static boolean runnable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
