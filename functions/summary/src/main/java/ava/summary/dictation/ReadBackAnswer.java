package ava.summary.dictation;

import ava.summary.dictation.Stroke.Kind;
import java.util.List;
import java.util.Optional;

/// What a caller says to a number that was read back.
///
/// @param number that was read back, E.164
record ReadBackAnswer(String number, Assent assent, List<Part> parts) {
  private static final int PAIR = 2;

  static ReadBackAnswer to(ReadBack readBack, String text, List<Part> parts) {
    var assent = Assent.of(text);
    var bare = parts.stream().allMatch(part -> part.number().isEmpty());
    var other = assent == Assent.NO && bare && !readBack.asked();
    return new ReadBackAnswer(readBack.number(), other ? Assent.NONE : assent, parts);
  }

  boolean corrects() {
    return parts.stream().anyMatch(p -> p.is(Kind.CORRECTION) || p.is(Kind.MISTAKE));
  }

  boolean repeats() {
    return numbers().stream().anyMatch(said -> said.telephone().equals(Optional.of(number)));
  }

  boolean is(Optional<NumberDraft> draft) {
    return draft.flatMap(NumberDraft::telephone).equals(Optional.of(number));
  }

  /// Two digits may stand for any two of the number, unless the caller had dictated them.
  ///
  /// @param before what the caller had dictated
  /// @param heard what his answer made of the number that was read back
  Optional<NumberDraft> placed(Optional<NumberDraft> before, Optional<NumberDraft> heard) {
    var pairs = numbers();
    if (pairs.isEmpty()
        || pairs.stream().anyMatch(pair -> pair.readings().length() > PAIR)
        || parts.stream().anyMatch(ReadBackAnswer::places)) {
      return heard;
    }
    var own = before.filter(d -> pairs.stream().anyMatch(pair -> d.differsFrom(number, pair)));
    return own.isPresent() ? own : heard.map(NumberDraft::doubted);
  }

  /// What remains of the caller's own words when he did not confirm what was read back.
  NumberDraft kept(NumberDraft said) {
    var own = said.telephone();
    if (assent == Assent.NO) {
      return own.filter(n -> !n.equals(number)).isPresent() ? said : said.retract();
    }
    return own.isEmpty() && said.readings().possible().contains(number)
        ? new NumberDraft(Readings.only(number), said.words())
        : said;
  }

  private List<NumberDraft> numbers() {
    return parts.stream().flatMap(part -> part.number().stream()).toList();
  }

  private static boolean places(Part part) {
    return part.is(Kind.ENDING) || part.is(Kind.BEGINNING) || part.is(Kind.INSTEAD);
  }
}
