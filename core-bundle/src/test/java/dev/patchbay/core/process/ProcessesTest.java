package dev.patchbay.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ProcessesTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Processes processes = new Processes();
  private Path directory;
  private Path output;

  @Before
  public void place() {
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
    assertThatThrownBy(() -> new Processes("/nowhere").start(command("true")))
        .hasMessageContaining("setsid");
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
