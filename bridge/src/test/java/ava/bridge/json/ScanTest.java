package ava.bridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What is told of eight characters at once is what is told of each.
class ScanTest {
  private static final int LONGEST = 20;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final JsonMapper json = JsonMapper.shared();

  @Test
  void everyCharacterAtEveryPlaceIsBase64OrNot() {
    for (var code = 0; code <= Character.MAX_VALUE; code++) {
      var c = (char) code;
      var letter = ALPHABET.indexOf(c) >= 0;
      for (var at = 0; at < (c < 0x300 ? LONGEST - 1 : 1); at++) {
        assertThat(Scan.isBase64(with(c, at))).as("%04x at %d", code, at).isEqualTo(letter);
      }
    }
  }

  @Test
  void everyCharacterAtEveryPlaceIsPlainOrNot() {
    for (var code = 0; code <= Character.MAX_VALUE; code++) {
      var c = (char) code;
      var plain =
          c >= ' '
              && c <= '~'
              && c != '?'
              && json.writeValueAsString("" + c).equals("\"" + c + "\"");
      for (var at = 0; at < (c < 0x300 ? LONGEST : 1); at++) {
        assertThat(Scan.isPlain(with(c, at))).as("%04x at %d", code, at).isEqualTo(plain);
      }
    }
  }

  /// The character among letters.
  private static String with(char c, int at) {
    return "A".repeat(at) + c + "z".repeat(LONGEST - 1 - at);
  }

  @Test
  void whatTheEncoderWritesIsBase64() {
    var random = new SplittableRandom(1);
    for (var length = 1; length < 500; length++) {
      var bytes = new byte[length];
      random.nextBytes(bytes);

      assertThat(Scan.isBase64(Base64.getEncoder().encodeToString(bytes))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "AA",
        "AAA",
        "=",
        "==",
        "A===",
        "====",
        "=AAA",
        "AA=A",
        "A=AA",
        "AAé=",
        "AAA\uD83D"
      })
  void whatIsCutOrPaddedWronglyIsNotBase64(String text) {
    assertThat(Scan.isBase64(text)).isFalse();
  }
}
