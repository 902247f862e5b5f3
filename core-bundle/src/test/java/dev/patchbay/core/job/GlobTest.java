package dev.patchbay.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.Test;

public final class GlobTest {
  private static void matches(String glob, String... names) {
    for (String name : names) {
      assertThat(Glob.of(glob).matches(name)).as("%s on %s", glob, name).isTrue();
    }
  }

  private static void differs(String glob, String... names) {
    for (String name : names) {
      assertThat(Glob.of(glob).matches(name)).as("%s on %s", glob, name).isFalse();
    }
  }

  @Test
  public void oneStarStaysWithinAName() {
    matches("*", "a", "", ".hidden");
    differs("*", "a/b");
    matches("release/*", "release/1.0", "release/");
    differs("release/*", "release/1/0", "release", "prerelease/1");
    matches("src/*.java", "src/A.java");
    differs("src/*.java", "src/a/B.java", "src/A.javac");
  }

  @Test
  public void twoStarsCrossSlashes() {
    matches("**", "", "a", "a/b/c");
    matches("src/**", "src/a", "src/a/b");
    differs("src/**", "src", "a/src/b", "srcs/a");
    matches("**/x.md", "x.md", "a/x.md", "a/b/x.md");
    differs("**/x.md", "ax.md", "a/bx.md");
    matches("a/**/b", "a/b", "a/x/b", "a/x/y/b");
    differs("a/**/b", "ab", "a/xb", "b");
    matches("a**b", "ab", "a/x/b");
    matches("***/a", "a", "x/a");
  }

  @Test
  public void everythingElseIsItself() {
    matches("a.b", "a.b");
    differs("a.b", "axb");
    matches("[a]{b,c}\\", "[a]{b,c}\\");
    matches("$(x) ; y", "$(x) ; y");
    matches("?", "x", "\ud83d\ude00");
    differs("?", "/", "xy", "");
    matches("-x", "-x");
  }

  @Test
  public void emptyAndEndlessPatternsAreRefused() {
    assertThatThrownBy(() -> Glob.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Glob.of("a".repeat(1001)))
        .hasMessageContaining("1 to 1000 characters");
  }

  @Test
  public void generatedPatternsAgreeWithARegularExpression() {
    Random random = new Random(20260101);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String glob = text(random, "ab/*?", 1 + random.nextInt(8));
      String name = text(random, "ab/", random.nextInt(8));
      boolean expected = Pattern.matches(expression(glob), name);
      matched += expected ? 1 : 0;
      assertThat(Glob.of(glob).matches(name)).as("%s on %s", glob, name).isEqualTo(expected);
    }
    assertThat(matched).as("the generator reaches both sides").isBetween(500, 19_500);
  }

  @Test(timeout = 20_000)
  public void aHostilePatternTakesNoTime() {
    Glob glob = Glob.of("**a*".repeat(250));
    String name = "a/".repeat(2000) + "b";
    for (int i = 0; i < 20; i++) {
      assertThat(glob.matches(name)).isFalse();
    }
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String expression(String glob) {
    StringBuilder expression = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      int stars = i;
      while (stars < glob.length() && glob.charAt(stars) == '*') {
        stars++;
      }
      boolean begins = i == 0 || glob.charAt(i - 1) == '/';
      if (stars - i > 1 && begins && stars < glob.length() && glob.charAt(stars) == '/') {
        expression.append("(?:.*/)?");
        i = stars + 1;
      } else if (stars > i) {
        expression.append(stars - i > 1 ? ".*" : "[^/]*");
        i = stars;
      } else {
        expression.append(glob.charAt(i) == '?' ? "[^/]" : String.valueOf(glob.charAt(i)));
        i++;
      }
    }
    return expression.toString();
  }
}
