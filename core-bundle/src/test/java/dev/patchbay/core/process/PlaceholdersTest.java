package dev.patchbay.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PlaceholdersTest {

  @Test
  public void aHostileBranchStaysOneArgument() {
    List<String> argv = ArgumentVector.split("./notify.sh \"of {branch}\" {level}");
    assertThat(Placeholders.fill(argv, Map.of("branch", "$(x) ; y 'z", "level", "2")))
        .containsExactly("./notify.sh", "of $(x) ; y 'z", "2");
  }

  @Test
  public void aValueIsNotReplacedAgain() {
    assertThat(
            Placeholders.fill(List.of("{branch}"), Map.of("branch", "{job}{{x}}$1\\", "job", "j")))
        .containsExactly("{job}{{x}}$1\\");
  }

  @Test
  public void doubledBracesAreALiteral() {
    assertThat(Placeholders.fill(List.of("{{branch}} {{x}}", "{{{run}}}"), Map.of("run", "r")))
        .containsExactly("{branch} {x}", "{{run}}");
  }

  @Test
  public void otherBracesAreLiteral() {
    List<String> argv = List.of("{}", "{a,b}", "{\"k\":1}", "{Upper}", "{{ .Name }}", "{", "{1}");
    assertThat(Placeholders.fill(argv, Map.of())).isEqualTo(argv);
  }

  @Test
  public void anUnknownPlaceholderNamesTheNearest() {
    assertThatThrownBy(() -> Placeholders.check(List.of("deploy", "--to={brunch}")))
        .isInstanceOf(CommandSyntaxException.class)
        .hasMessageContaining("{brunch}")
        .hasMessageContaining("{branch}")
        .hasMessageContaining("{{brunch}}");
  }

  @Test
  public void aKnownPlaceholderWithoutValueBecomesNothing() {
    assertThat(Placeholders.fill(List.of("a{level}b"), Map.of())).containsExactly("ab");
  }
}
