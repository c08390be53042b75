package ava.shared.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidNumberTest {
  /// @param from the first six digits of numbers of ten
  /// @param codes the country codes, `+33` first
  record Block(int from, int to, List<String> codes) {
    static Stream<Block> all() throws IOException {
      try (InputStream file =
          Objects.requireNonNull(Block.class.getResourceAsStream("overseas-numbers.csv"))) {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .map(Block::of);
      }
    }

    private static Block of(String line) {
      var parts = line.split(",");
      var codes =
          Stream.of(parts[2].split(" "))
              .map(region -> region.substring(region.indexOf('=') + 1, region.indexOf(':')))
              .toList();
      return new Block(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), codes);
    }

    String national(SplittableRandom random) {
      return "%06d%04d".formatted(random.nextInt(from, to + 1), random.nextInt(10_000));
    }

    boolean ofTheInternet() {
      return from >= 90_000;
    }

    /// A region's before France's, but for numbers of the internet.
    String code() {
      return ofTheInternet() ? codes.getFirst() : codes.getLast();
    }
  }

  @ParameterizedTest
  @MethodSource("ava.shared.contact.ValidNumberTest$Block#all")
  void everyOverseasNumberFindsItsCode(Block block) {
    var random = new SplittableRandom(block.from());
    for (var i = 0; i < 50; i++) {
      var national = block.national(random);
      var right = block.code() + national.substring(1);
      var pairs = national.replaceAll("(..)(?!$)", "$1 ");

      assertThat(ValidNumber.from(national))
          .contains(new ValidNumber(right, block.codes().size() == 1 || !block.ofTheInternet()));
      assertThat(e164(pairs)).isEqualTo(right);
      assertThat(e164("+33" + national.substring(1))).isEqualTo(right);
      assertThat(e164(right)).isEqualTo(right);
      assertThat(e164("00" + right.substring(1))).isEqualTo(right);
      assertThat(e164(block.code() + " (0)" + pairs.substring(1))).isEqualTo(right);
      assertThat(e164(block.code() + " " + pairs)).isEqualTo(right);
    }
  }

  private static String e164(String text) {
    return ValidNumber.from(text).map(ValidNumber::e164).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "0692123456, +262692123456",
    "06 90 33 59 00, +590690335900",
    "06.94.20.12.34, +594694201234",
    "0696-20-12-34, +596696201234",
    "0262201234, +262262201234",
    "0639012345, +262639012345",
    "0596301234, +596596301234",
    "+33692123456, +262692123456",
    "+33590335900, +590590335900",
    "+33639012345, +262639012345",
    "+33262201234, +262262201234",
    "+33 (0)6 92 12 34 56, +262692123456",
    "+590 (0)590 33 59 00, +590590335900",
    "+262 0692 12 34 56, +262692123456",
    "+508 41 12 34, +508411234",
    "0612345678, +33612345678",
    "33612345678, +33612345678",
    "0033 6 12 34 56 78, +33612345678",
    "0268012345, +33268012345",
    "0508412345, +33508412345",
    "0800123456, +33800123456",
    "0899123456, +33899123456",
    "0939501234, +33939501234",
    "0032 470 12 34 56, +32470123456",
    "+32 (0)470 12 34 56, +32470123456",
    "+32 2 511 12 34, +3225111234",
    "0041 79 123 45 67, +41791234567",
    "+41 (0)22 730 12 34, +41227301234",
    "00 352 621 123 456, +352621123456",
    "+352 26 12 34 56, +35226123456",
    "+16507018887, +16507018887",
    "(+1) 650-701-8887, +16507018887"
  })
  void numberIsReadWithItsCountryCode(String written, String number) {
    assertThat(e164(written)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "00",
        "12345",
        "06123456",
        "061234567890",
        "0691201234",
        "+33691201234",
        "+5906903359",
        "06 12 34 56 78 ou 06 98 76 54 32",
        "le numéro affiché",
        "+33+612345678",
        "+999612345678",
        "0012345678901234567890123456789012345678901234567890"
      })
  void whatIsNoNumberIsNone(String text) {
    assertThat(ValidNumber.from(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+32, 470000000, 499999999",
    "+41, 760000000, 799999999",
    "+352, 621100000, 621999999"
  })
  void neighboursInFullStayThemselves(String code, int first, int last) {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 200; i++) {
      var number = code + random.nextInt(first, last + 1);
      assertThat(e164(number)).isIn(number, "none");
      assertThat(e164("00" + number.substring(1))).isEqualTo(e164(number));
    }
  }

  @Test
  void metropolitanMobileIsNeverTakenForAnotherRegions() {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 500; i++) {
      var national = "061%07d".formatted(random.nextInt(10_000_000));
      assertThat(ValidNumber.from(national))
          .contains(new ValidNumber("+33" + national.substring(1), true));
    }
  }
}
