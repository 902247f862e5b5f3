package dev.patchbay.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The protocol over a real socket, with clients that misbehave. */
public class ControlServerTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final AtomicBoolean sawCancel = new AtomicBoolean();
  private Path home;
  private ControlServer server;

  @Before
  public void start() throws IOException {
    home = folder.getRoot().toPath();
    server = serve(home);
  }

  @After
  public void stop() throws IOException {
    server.close();
  }

  private ControlServer serve(Path at) throws IOException {
    ControlServer started = new ControlServer(at, this::answer, Duration.ofMillis(300));
    started.start();
    return started;
  }

  private int answer(Conversation conversation) throws InterruptedException {
    Request request = conversation.request();
    switch (request.argv().getFirst()) {
      case "echo" -> {
        conversation.out().print(request);
        conversation.err().print("quietly");
        return 3;
      }
      case "typed" -> {
        try {
          conversation.out().write(conversation.input().readAllBytes());
        } catch (IOException e) {
          return 1;
        }
        return 0;
      }
      case "flood" -> {
        while (!conversation.out().checkError()) {
          conversation.out().print("x".repeat(10_000));
        }
        interrupted.countDown();
        return 0;
      }
      case "tidy" -> {
        CountDownLatch tidied = new CountDownLatch(1);
        conversation.onCancel(tidied::countDown);
        running.countDown();
        tidied.await();
        conversation.out().print("tidied up");
        return 130;
      }
      default -> {
        running.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          sawCancel.set(conversation.cancelled());
          interrupted.countDown();
          throw e;
        }
        return 0;
      }
    }
  }

  private RawClient client() throws IOException {
    return new RawClient(home.resolve("run/control.sock"));
  }

  @Test
  public void answersWithOutputErrorsAndExitCode() throws IOException {
    try (RawClient client = client().ask("echo", "", "a b", "$(x) ; ü")) {
      assertThat(client.exit()).isEqualTo(3);
      assertThat(client.out())
          .isEqualTo(
              "Request[argv=[echo, , a b, $(x) ; ü], cwd=/somewhere, columns=120, tty=false]");
      assertThat(client.err()).isEqualTo("quietly");
    }
  }

  @Test
  public void onlyTheOwnerMayOpenTheSocket() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("run"))))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.resolve("run/control.sock"))))
        .isEqualTo("rw-------");
  }

  @Test
  public void inputArrivesUntilItsEnd() throws IOException {
    try (RawClient client = client().ask("typed")) {
      client.send('I', "one ".getBytes(StandardCharsets.UTF_8));
      client.send('I', "two".getBytes(StandardCharsets.UTF_8));
      client.send('E', new byte[0]);
      assertThat(client.exit()).isZero();
      assertThat(client.out()).isEqualTo("one two");
    }
  }

  @Test
  public void aCancelInterruptsTheCommandAndIsAnsweredWith130() throws Exception {
    try (RawClient client = client().ask("wait")) {
      running.await();
      client.send('C', new byte[0]);
      assertThat(client.exit()).isEqualTo(130);
      assertThat(sawCancel).isTrue();
    }
  }

  @Test
  public void aCommandMayEndInItsOwnWayOnCancel() throws Exception {
    try (RawClient client = client().ask("tidy")) {
      running.await();
      client.send('C', new byte[0]);
      assertThat(client.exit()).isEqualTo(130);
      assertThat(client.out()).isEqualTo("tidied up");
    }
  }

  @Test
  public void aLostConnectionEndsTheWaitingButCancelsNothing() throws Exception {
    try (RawClient client = client().ask("wait")) {
      assertThat(client).isNotNull();
      running.await();
    }
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(sawCancel).isFalse();
  }

  @Test
  public void aClientThatDoesNotReadIsGivenUpWhileOthersAreServed() throws Exception {
    try (RawClient slow = client().ask("flood");
        RawClient other = client().ask("echo")) {
      assertThat(other.exit()).isEqualTo(3);
      assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(slow::exit).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void whatIsNoRequestIsRefusedAndTheNextClientServed() throws IOException {
    try (RawClient stranger = client()) {
      stranger.send('R', "GET / HTTP/1.1".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(stranger::exit).isInstanceOf(EOFException.class);
    }
    try (RawClient client = client().ask("echo")) {
      assertThat(client.exit()).isEqualTo(3);
    }
  }

  @Test
  public void aHomeWithALongPathHasItsSocketElsewhere() throws IOException {
    Path deep = Files.createDirectories(home.resolve("d".repeat(60)).resolve("e".repeat(60)));
    Path elsewhere;
    try (ControlServer other = serve(deep)) {
      elsewhere = Path.of(Files.readString(deep.resolve("run/control.path")));
      assertThat(other).isNotNull();
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(elsewhere.resolveSibling(""))))
          .isEqualTo("rwx------");
      try (RawClient client = new RawClient(elsewhere).ask("echo")) {
        assertThat(client.exit()).isEqualTo(3);
      }
    }
    assertThat(elsewhere).doesNotExist();
    assertThat(deep.resolve("run/control.path")).doesNotExist();
  }

  @Test
  public void whatAKilledDaemonLeftIsReplaced() throws IOException {
    server.close();
    Files.createFile(home.resolve("run/control.sock"));
    server = serve(home);
    try (RawClient client = client().ask("echo")) {
      assertThat(client.exit()).isEqualTo(3);
    }
  }
}
