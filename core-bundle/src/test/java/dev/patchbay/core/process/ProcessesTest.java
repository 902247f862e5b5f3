package dev.patchbay.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class ProcessesTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Parameter public Ways way = Ways.SETSID;

  private Processes processes = new Processes();
  private Path directory;
  private Path output;

  @Parameters(name = "{0}")
  public static List<Ways> ways() {
    return Ways.here();
  }

  @Before
  public void place() {
    processes = way.processes();
    directory = folder.getRoot().toPath();
    output = directory.resolve("logs/out.log");
  }

  @Test
  public void theExitCodeAndBothStreamsAreKept() throws Exception {
    Path errors = directory.resolve("logs/err.log");
    Ended ended = processes.run(shell("echo out; echo err >&2; exit 7").withErrors(errors), LONG);
    assertThat(ended.exitCode()).isEqualTo(7);
    assertThat(ended.timedOut()).isFalse();
    assertThat(output).hasContent("out");
    assertThat(errors).hasContent("err");
  }

  @Test
  public void withoutAFileOfTheirOwnErrorsAreMergedInOrder() throws Exception {
    processes.run(shell("echo 1; echo 2 >&2; echo 3"), LONG);
    assertThat(Files.readAllLines(output)).containsExactly("1", "2", "3");
  }

  @Test
  public void aSecondAttemptAppendsToTheLog() throws Exception {
    processes.run(shell("echo first"), LONG);
    processes.run(shell("echo second"), LONG);
    assertThat(Files.readAllLines(output)).containsExactly("first", "second");
  }

  @Test
  public void aSignalIsAnExitCodeAbove128() throws Exception {
    assertThat(processes.run(shell("kill -9 $$"), LONG).exitCode()).isEqualTo(137);
  }

  @Test
  public void theCommandLeadsASessionOfItsOwn() throws Exception {
    processes.run(shell("cut -d' ' -f6 /proc/$$/stat; echo $$"), LONG);
    List<String> lines = Files.readAllLines(output);
    assertThat(lines.get(0)).isEqualTo(lines.get(1));
  }

  @Test
  public void theEnvironmentIsTheGivenOneAlone() throws Exception {
    Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "ONLY", "a b\n'c'");
    processes.run(Command.of(List.of("env", "-0"), directory, environment, output), LONG);
    assertThat(Files.readString(output).split("\0"))
        .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "ONLY=a b\n'c'");
  }

  @Test
  public void inputIsReadToItsEndAndLeavesNoFile() throws Exception {
    String text = "grün\n".repeat(200_000);
    processes.run(shell("cat").withInput(text), LONG);
    assertThat(Files.readString(output).equals(text)).isTrue();
    assertThat(output.getParent()).isDirectoryNotContaining("glob:**.in*");
  }

  @Test
  public void halfACharacterInTheInputDoesNotKeepTheRestFromTheCommand() throws Exception {
    Ended ended = processes.run(shell("cat").withInput("a\ud83d b"), LONG);
    assertThat(ended.ok()).isTrue();
    assertThat(output).hasContent("a? b");
  }

  @Test
  public void inputThatNobodyReadsHoldsNothingUp() throws Exception {
    Ended ended = processes.run(shell("exit 3").withInput("x".repeat(10_000_000)), LONG);
    assertThat(ended.exitCode()).isEqualTo(3);
  }

  @Test
  public void aCommandWithoutInputSeesTheEndAtOnce() throws Exception {
    assertThat(processes.run(shell("cat"), LONG).ok()).isTrue();
  }

  @Test
  public void aHundredMegabytesOfOutputDoNotPassThroughTheHeap() throws Exception {
    long before = allocated();
    processes.run(shell("head -c 100000000 /dev/zero"), LONG);
    assertThat(Files.size(output)).isEqualTo(100_000_000);
    assertThat(Tail.of(output, 4096)).hasSize(4096);
    assertThat(allocated() - before).isLessThan(20_000_000);
  }

  @Test
  public void aCommandThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> processes.start(command("no-such-program", "x")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("command not found: `no-such-program`")
        .hasMessageContaining("PATH");
    assertThatThrownBy(() -> processes.start(command("./gone.sh")))
        .hasMessageContaining("./gone.sh")
        .hasMessageContaining(directory.toString());
  }

  @Test
  public void aScriptThatIsNotExecutableIsNamed() throws IOException {
    Files.writeString(directory.resolve("plain.sh"), "#!/bin/sh\n");
    assertThatThrownBy(() -> processes.start(command("./plain.sh")))
        .hasMessageContaining("not executable");
  }

  @Test
  public void aDirectoryThatIsNotThereIsNamed() {
    Path gone = directory.resolve("gone");
    assertThatThrownBy(
            () -> processes.start(Command.of(List.of("true"), gone, environment(), output)))
        .hasMessageContaining(gone.toString())
        .hasMessageContaining("no such directory");
  }

  @Test
  public void anArgumentWithALeadingDashIsNoOptionOfTheStarter() throws Exception {
    Path script = directory.resolve("-c");
    Files.writeString(script, "#!/bin/sh\necho \"$1\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = Map.of("PATH", directory + ":/usr/bin:/bin");
    Ended ended =
        processes.run(Command.of(List.of("-c", "$(x) ; y"), directory, environment, output), LONG);
    assertThat(ended.ok()).isTrue();
    assertThat(output).hasContent("$(x) ; y");
  }

  @Test
  public void aMissingSetsidIsNamed() {
    Starter nowhere = new SetsidStarter("/nowhere");
    assertThatThrownBy(() -> new Processes(() -> nowhere).start(command("true")))
        .hasMessageContaining("setsid");
  }

  @Test
  public void nothingOfTheDaemonsIsOpenInTheCommand() throws Exception {
    Path file = directory.resolve("secret");
    try (var closedByExec = Files.newByteChannel(Files.createFile(file));
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var pipe = Pipe.open().sink()) {
      processes.run(command("/bin/ls", "/proc/self/fd"), LONG);
      assertThat(closedByExec.isOpen() && socket.isBound() && pipe.isOpen()).isTrue();
    }
    // The fourth is the directory that is being listed.
    assertThat(Files.readAllLines(output)).containsExactly("0", "1", "2", "3");
  }

  @Test
  public void noSignalIsBlockedOrIgnoredInTheCommand() throws Exception {
    // What whoever started the daemon had it ignore, `setsid` cannot take back.
    String sets = way == Ways.SETSID ? "^SigBlk:" : "^Sig(Blk|Ign):";
    processes.run(command("/bin/grep", "-E", sets, "/proc/self/status"), LONG);
    // Only the 31 that have names: two of the C library's own are none of the daemon's business.
    assertThat(Files.readAllLines(output).stream().map(line -> line.split("\t", -1)[1]))
        .isNotEmpty()
        .allSatisfy(set -> assertThat(Long.parseLong(set, 16) & 0x7FFF_FFFFL).isZero());
  }

  @Test
  public void whatHasEndedLeavesNoZombie() throws Exception {
    List<Long> pids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Spawned spawned = processes.start(command("/bin/true"));
      pids.add(spawned.pid());
      assertThat(spawned.await(LONG)).hasValue(0);
    }
    assertThat(pids).allSatisfy(pid -> assertThat(Path.of("/proc/" + pid)).doesNotExist());
  }

  @Test
  public void wordsThatAreNotAsciiArriveAsUtf8() throws Exception {
    Path place = Files.createDirectory(directory.resolve("größe"));
    Command command =
        Command.of(
            List.of("/bin/sh", "-c", "pwd; echo \"$1 $NAME\"", "-", "日本"),
            place,
            Map.of("NAME", "ü"),
            place.resolve("ausgäbe.log"));
    processes.run(command, LONG);
    assertThat(Files.readAllLines(command.output())).containsExactly(place.toString(), "日本 ü");
  }

  @Test
  public void whatCannotBeStartedIsSaidInWords() throws IOException {
    String[] much = new String[40];
    Arrays.fill(much, "x".repeat(100_000));
    assertThatThrownBy(() -> processes.start(command("/bin/echo", String.join("", much))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("list too long");
    assertThatThrownBy(() -> processes.start(command("/bin/echo", "a\0b")))
        .hasMessageContaining("NUL");
    Path script = script("bad", "#!/no/such/interpreter\n");
    assertThat(startFailure(command(script.toString()))).contains(script.toString());
  }

  @Test
  public void aScriptThatNamesNoInterpreterIsTheShells() throws Exception {
    Path script = script("plain", "echo \"$0 $1\"\n");
    assertThat(processes.run(command(script.toString(), "one"), LONG).ok()).isTrue();
    assertThat(output).hasContent(script + " one");
  }

  /** Without the interpreter {@code setsid} starts, and says so in the log; a spawn fails. */
  private String startFailure(Command command) {
    try {
      processes.run(command, LONG);
      return Files.readString(output);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(directory.resolve(name), text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  public void anOlderPlatformIsNotAskedForWhatItHasNot() throws IOException {
    try (Stream<Path> classes = Files.walk(Path.of("target/classes"))) {
      assertThat(classes.filter(ProcessesTest::isOfALaterRelease))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file.getFileName().toString()).startsWith("PosixSpawn"));
    }
  }

  private static boolean isOfALaterRelease(Path file) {
    try {
      return file.toString().endsWith(".class") && Files.readAllBytes(file)[7] > 65;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Command shell(String script) {
    return command("/bin/sh", "-c", script);
  }

  private Command command(String... argv) {
    return Command.of(List.of(argv), directory, environment(), output);
  }

  private static Map<String, String> environment() {
    return Map.of("PATH", "/usr/bin:/bin");
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }
}
