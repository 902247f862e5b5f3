package dev.patchbay.core.shell;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command line, and what it printed. */
final class Spoken implements Call {
  private final Path cwd;
  private final List<String> argv;
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream;
  private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private int exit = -1;

  Spoken(Path cwd, List<String> argv) {
    this(cwd, argv, InputStream.nullInputStream());
  }

  Spoken(Path cwd, List<String> argv, InputStream in) {
    this.cwd = cwd;
    this.argv = argv;
    this.in = in;
    this.outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  /** One whose output is buffered on its way, as on a socket. */
  Spoken(Path cwd, List<String> argv, InputStream in, OutputStream seen) {
    this.cwd = cwd;
    this.argv = argv;
    this.in = in;
    this.outStream =
        new PrintStream(new BufferedOutputStream(seen, 8192), false, StandardCharsets.UTF_8);
  }

  void end(int code) {
    exit = code;
  }

  int exit() {
    return exit;
  }

  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** The one document on standard output. */
  JsonNode json() {
    return new JsonMapper().readTree(printed());
  }

  @Override
  public List<String> argv() {
    return argv;
  }

  @Override
  public Path cwd() {
    return cwd;
  }

  @Override
  public int columns() {
    return 0;
  }

  @Override
  public boolean tty() {
    return false;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public PrintStream out() {
    return outStream;
  }

  @Override
  public PrintStream err() {
    return errStream;
  }

  @Override
  public void onCancel(Runnable action) {}

  @Override
  public boolean cancelled() {
    return false;
  }
}
