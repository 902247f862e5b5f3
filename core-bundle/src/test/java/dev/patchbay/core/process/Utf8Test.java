package dev.patchbay.core.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.Test;

public class Utf8Test {
  @Test
  public void aPieceEndsWhereACharacterDoes() {
    byte[] text = "aé€😀".getBytes(UTF_8);
    assertThat(
            IntStream.rangeClosed(0, text.length)
                .map(length -> Utf8.whole(Arrays.copyOf(text, length))))
        .containsExactly(0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10);
  }

  @Test
  public void whatIsNoTextIsPassedOnWhole() {
    assertThat(Utf8.whole(new byte[] {-128, -128, -128, -128})).isEqualTo(4);
  }
}
