package ava.summary.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EvidenceTest {
  /// A Wednesday.
  static final ZonedDateTime CALL =
      ZonedDateTime.of(2026, 11, 25, 10, 41, 0, 0, ZoneId.of("Europe/Paris"));

  static Evidence of(String... said) {
    var words =
        Stream.of(said)
            .flatMap(text -> Stream.of(Word.plain(text).split("[^a-z0-9]+")))
            .collect(Collectors.toSet());
    return new Evidence(
        List.of(said),
        CALL,
        digits -> Set.of("0612345678", "+33612345678", "…5678").contains(digits),
        name -> words.contains(name.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "true.csv", delimiter = '|')
  void trueStatementInOtherWordsStands(String said, String statement) {
    assertThat(of(said.split(" / ")).supports(statement)).isTrue();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "false.csv", delimiter = '|')
  void falseStatementFalls(String said, String statement) {
    assertThat(of(said.split(" / ")).supports(statement)).isFalse();
  }
}
