package dev.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The command line as the launcher reads it. */
public class ArgumentsTest {
  @Test
  public void homeOnTheCommandLineWinsWhereverItStands() {
    Map<String, String> environment = Map.of("PATCHBAY_HOME", "/from/environment");
    assertThat(Arguments.of(List.of("runs", "--home", "/here", "--json"), environment))
        .isEqualTo(new Arguments(Path.of("/here"), List.of("runs", "--json")));
    assertThat(Arguments.of(List.of("--home=/here/../there", "runs"), environment))
        .isEqualTo(new Arguments(Path.of("/there"), List.of("runs")));
    assertThat(Arguments.of(List.of("runs"), environment).home())
        .isEqualTo(Path.of("/from/environment"));
  }

  @Test
  public void theDefaultHomeIsWhatTheShellTakesForTilde() {
    assertThat(Arguments.of(List.of("status"), Map.of("HOME", "/home/someone")).home())
        .isEqualTo(Path.of("/home/someone/.patchbay"));
    assertThat(Arguments.of(List.of("status"), Map.of()).home())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".patchbay"));
  }

  @Test
  public void helpIsAskedForOnlyBehindTheCommand() {
    assertThat(Arguments.of(List.of("up", "--help"), Map.of()).help()).isTrue();
    assertThat(Arguments.of(List.of("--help"), Map.of()).help()).isFalse();
    assertThat(UpOptions.HELP).contains("--no-shell", "--config FILE");
  }

  @Test
  public void helpWithACommandAsksThatCommand() {
    assertThat(Arguments.of(List.of("help", "up"), Map.of()).command()).isEqualTo("up");
    assertThat(Arguments.of(List.of("help", "up"), Map.of()).help()).isTrue();
    assertThat(Arguments.of(List.of("help", "--home", "/h", "runs"), Map.of()).words())
        .isEqualTo(List.of("runs", "--help"));
    assertThat(Arguments.of(List.of("help"), Map.of()).words()).isEqualTo(List.of("help"));
  }

  @Test
  public void nothingAfterTwoDashesIsTheLaunchers() {
    assertThat(Arguments.of(List.of("run", "--", "--home", "x"), Map.of()).words())
        .isEqualTo(List.of("run", "--", "--home", "x"));
  }

  @Test
  public void upTakesSeveralRepositoriesAndMakesThemAbsolute() {
    UpOptions options =
        UpOptions.of(
            Arguments.of(
                List.of("up", "--repo", "/a", "--repo=b", "--no-shell", "--home", "/h"), Map.of()));
    assertThat(options.repositories())
        .isEqualTo(List.of(Path.of("/a"), Path.of("b").toAbsolutePath()));
    assertThat(options.shell()).isFalse();
    assertThat(options.config()).isEqualTo(Path.of("/h/patchbay.yaml"));
  }

  @Test
  public void wrongUsageSaysWhatIsWrong() {
    assertThatThrownBy(() -> UpOptions.of(Arguments.of(List.of("up", "--rep", "a"), Map.of())))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--rep")
        .hasMessageContaining("usage: patchbay up");
    assertThatThrownBy(() -> UpOptions.of(Arguments.of(List.of("up", "--repo"), Map.of())))
        .hasMessageContaining("--repo needs a value");
    assertThatThrownBy(
            () -> UpOptions.of(Arguments.of(List.of("up", "--config", "/no/such"), Map.of())))
        .hasMessageContaining("/no/such");
  }
}
