package dev.patchbay.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class ArgumentVectorTest {

  @Test
  public void wordsAreSplitAtBlanks() {
    assertThat(ArgumentVector.split("  mvn -q\t-o \n compile "))
        .containsExactly("mvn", "-q", "-o", "compile");
  }

  @Test
  public void quotesKeepBlanksAndMayBeginWithinAWord() {
    assertThat(ArgumentVector.split("a 'b  c' d\"e f\"g '' \"\""))
        .containsExactly("a", "b  c", "de fg", "", "");
  }

  @Test
  public void nothingIsSpecialWithinSingleQuotes() {
    assertThat(ArgumentVector.split("echo '\\ \"$x\" \\'")).containsExactly("echo", "\\ \"$x\" \\");
  }

  @Test
  public void backslashWithinDoubleQuotesEscapesOnlyWhatNeedsIt() {
    assertThat(ArgumentVector.split("echo \"\\$ \\` \\\" \\\\ \\n \\\nx\""))
        .containsExactly("echo", "$ ` \" \\ \\n x");
  }

  @Test
  public void backslashOutsideQuotesTakesTheNextCharacterAsItIs() {
    assertThat(ArgumentVector.split("a\\ b \\'c con\\\ntinued"))
        .containsExactly("a b", "'c", "continued");
  }

  @Test
  public void operatorsOfAShellAreOrdinaryCharacters() {
    assertThat(ArgumentVector.split("a|b && c; >d $(e) *.java #f"))
        .containsExactly("a|b", "&&", "c;", ">d", "$(e)", "*.java", "#f");
  }

  @Test
  public void anOpenQuoteIsNamedWithItsColumn() {
    assertThatThrownBy(() -> ArgumentVector.split("echo 'it"))
        .isInstanceOf(CommandSyntaxException.class)
        .hasMessageContaining("column 6");
    assertThatThrownBy(() -> ArgumentVector.split("echo a\"b \\\""))
        .isInstanceOf(CommandSyntaxException.class)
        .hasMessageContaining("column 7");
  }

  @Test
  public void aBackslashAtTheEndIsAnError() {
    assertThatThrownBy(() -> ArgumentVector.split("ab\\"))
        .isInstanceOf(CommandSyntaxException.class)
        .hasMessageContaining("column 3");
  }

  @Test
  public void aCommandWithoutProgramIsAnError() {
    assertThatThrownBy(() -> ArgumentVector.split(" \t")).hasMessageContaining("empty");
    assertThatThrownBy(() -> ArgumentVector.split("'' x")).hasMessageContaining("empty");
  }
}
