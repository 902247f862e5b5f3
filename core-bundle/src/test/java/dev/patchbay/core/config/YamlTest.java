package dev.patchbay.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import java.util.Objects;
import org.junit.Test;

public final class YamlTest {
  private static Mapping read(String text) throws ConfigurationException {
    return Yaml.read("x.yaml", text.getBytes(UTF_8));
  }

  private static String refusal(String text) {
    return refusal(text.getBytes(UTF_8));
  }

  private static String refusal(byte[] content) {
    return String.valueOf(
        catchThrowableOfType(ConfigurationException.class, () -> Yaml.read("x.yaml", content))
            .getMessage());
  }

  @Test
  public void everyNodeKnowsWhereItStands() throws Exception {
    Mapping root = read("a: 1\nb:\n  - x\n  - {c: y}\n");
    Mapping.Entry b = Objects.requireNonNull(root.entries().get("b"));
    assertThat(b.line()).isEqualTo(2);
    Sequence items = (Sequence) b.node();
    assertThat(items.items().get(0).line()).isEqualTo(3);
    assertThat(items.items().get(1).line()).isEqualTo(4);
    assertThat(items.items().get(1).column()).isEqualTo(5);
  }

  @Test
  public void plainValuesHaveTheTypesOfYaml12Alone() throws Exception {
    Object value =
        read("{a: 1, b: '1', c: true, d: yes, e: 1.5, f: 012, g: 2026-01-01, h: ~}").value();
    assertThat(value)
        .isEqualTo(
            Map.of(
                "a",
                1L,
                "b",
                "1",
                "c",
                true,
                "d",
                "yes",
                "e",
                1.5,
                "f",
                "012",
                "g",
                "2026-01-01",
                "h",
                ""));
  }

  @Test
  public void emptyFilesAreEmptyMappings() throws Exception {
    assertThat(read("").entries()).isEmpty();
    assertThat(read("# nothing\n").entries()).isEmpty();
    assertThat(read("---\n").entries()).isEmpty();
  }

  @Test
  public void duplicateKeysAreRefused() {
    assertThat(refusal("a: 1\nb: 2\na: 3\n"))
        .isEqualTo("x.yaml:3: the key 'a' stands here twice, first in line 1");
  }

  @Test
  public void aliasesWorkUntilTheyExpandWithoutBound() throws Exception {
    assertThat(read("a: &x {k: v}\nb: *x\n").value())
        .isEqualTo(Map.of("a", Map.of("k", "v"), "b", Map.of("k", "v")));
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
    }
    assertThat(refusal(bomb.toString())).contains("aliases expand to more than");
    assertThat(refusal("a: &a [*a]\n")).contains("names no anchor before it");
  }

  @Test
  public void deepNestingIsRefused() throws Exception {
    read("a: " + "[".repeat(98) + "]".repeat(98) + "\n");
    assertThat(refusal("a: " + "[".repeat(101) + "]".repeat(101) + "\n"))
        .isEqualTo("x.yaml:1: nested more than 100 deep");
    assertThat(refusal("a: " + "[".repeat(100_000))).contains("nested more than 100 deep");
    StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 200; i++) {
      chain.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
    }
    assertThat(refusal(chain.toString())).contains("nested more than 100 deep");
  }

  @Test
  public void largeFilesAreRefused() throws Exception {
    String fits = "a: '" + "x".repeat(1024 * 1024 - 6) + "'\n";
    read(fits.substring(0, fits.length() - 1));
    assertThat(refusal(fits + "#")).contains("larger than 1 MiB");
  }

  @Test
  public void brokenSyntaxIsNamedByLineAndShowsNoContent() {
    assertThat(refusal("a: 1\nsecret: 'hunter2\n"))
        .startsWith("x.yaml:")
        .contains("not valid YAML")
        .doesNotContain("hunter2");
    assertThat(refusal("a: [1, 2\nb: 3\n")).startsWith("x.yaml:2: not valid YAML");
    assertThat(refusal("a:\n\t- b\n")).startsWith("x.yaml:2: not valid YAML");
    assertThat(refusal("- a\n- b\n"))
        .isEqualTo("x.yaml:1: expected 'key: value' pairs, found a list");
    assertThat(refusal("a: 1\n---\nb: 2\n")).startsWith("x.yaml:2: a second document");
    assertThat(refusal("a: !!int 1\n")).contains("tags are not supported");
    assertThat(refusal("? [a, b]\n: 1\n")).contains("a key must be a plain word");
  }

  @Test
  public void bytesThatAreNoTextAreRefused() {
    assertThat(refusal(new byte[] {'a', ':', '\n', (byte) 0xff}))
        .isEqualTo("x.yaml:2: the file is not UTF-8 text; save it as UTF-8");
    assertThat(refusal("a: 1\nb: \u0007\n")).startsWith("x.yaml:2: a character that YAML");
  }

  @Test
  public void aSecretThatLacksItsQuotesIsNotShown() {
    for (String secret :
        new String[] {
          "*hunter2",
          "!hunter2",
          "!hunter2!x y",
          "&hunter2 *x",
          "[hunter2",
          "@hunter2",
          "`hunter2",
          "%hunter2",
          "{hunter2",
          "\"\\hunter2\"",
          "|hunter2",
          "'a' hunter2",
          "a: hunter2"
        }) {
      assertThat(refusal("token: " + secret + "\n")).as(secret).doesNotContain("hunter2");
    }
  }

  @Test
  public void whatItHoldsIsNotInItsText() throws Exception {
    assertThat(read("token: hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  public void aVariableWithoutQuotesInsideBracesIsNamedAsTheLikelyCause() {
    assertThat(refusal("plugins:\n  a: { token: ${TOKEN} }\n"))
        .startsWith("x.yaml:2: not valid YAML")
        .contains("put quotes around '${");
    assertThat(refusal("a: { b: c: d: [ }\n")).doesNotContain("quotes around");
  }
}
