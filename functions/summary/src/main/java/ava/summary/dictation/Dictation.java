package ava.summary.dictation;

import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.summary.dictation.Stroke.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Follows a conversation for the number that a caller dictates: over several turns, with
/// corrections, and with Ava's reading it back. One object for one conversation.
public final class Dictation {
  private static final int TELEPHONE_LIKE = 8;
  private static final int DICTATED = 6;
  private static final int PAIR = 2;
  private static final int ASIDE = 4;
  private static final int FAR = 1_000;
  private static final Pattern OTHER_QUESTION =
      Pattern.compile(
          "\\b(?:noms?|prenom|date|jour|heure|motif|objet|sujet|adresse|quand|code|combien)\\b.*\\?");
  private static final Pattern MISSING = Pattern.compile("\\bmanque");

  private final PhoneNumber from;
  private Optional<NumberDraft> draft = Optional.empty();
  private Optional<NumberDraft> settled = Optional.empty();
  private Optional<String> confirmed = Optional.empty();
  private Optional<ReadBack> readBack = Optional.empty();
  private boolean shown;

  /// Ava said that digits are missing.
  private boolean missing;

  /// The caller said that something is wrong, and has not said what.
  private boolean contested;

  /// How many words came since the draft's last digit that belong to no number.
  private int between;

  private Dictation(PhoneNumber from) {
    this.from = from;
  }

  /// @param turns in their order, of both speakers
  /// @param from the number that the caller calls from
  public static Dictated in(List<Turn> turns, PhoneNumber from) {
    var dictation = new Dictation(from);
    for (var turn : turns) {
      if (turn.speaker() == Speaker.CALLER) {
        dictation.caller(turn.text());
      } else if (turn.seq() > 1) {
        dictation.ava(turn.text());
      }
    }
    return dictation.result();
  }

  private Dictated result() {
    var number = draft.flatMap(NumberDraft::telephone);
    var unclear =
        draft
            .filter(d -> number.isEmpty())
            .filter(d -> d.hopeless() || d.pieced() || d.readings().longest() >= DICTATED)
            .map(d ->
                new Dictated.Unclear(
                    d.words(), d.retracted() ? Set.of() : d.readings().possible()));
    var known = draft.filter(_ -> number.isPresent()).or(() -> settled);
    var result = known.flatMap(NumberDraft::telephone);
    var agreed = result.isPresent() && result.equals(confirmed);
    var doubtful =
        result.isPresent()
            && !agreed
            && (unclear.isPresent() || known.filter(NumberDraft::doubtful).isPresent());
    return new Dictated(result, agreed, doubtful, unclear, shown);
  }

  private void ava(String text) {
    var plain = Strokes.plain(text);
    readBack = ReadBack.in(text, Optional.of(from.value()).filter(_ -> from.dialable()));
    missing = MISSING.matcher(plain).find() && draft.filter(NumberDraft::open).isPresent();
    if (OTHER_QUESTION.matcher(plain).find()) {
      between = FAR;
    }
  }

  private void caller(String text) {
    var parts = Part.of(text);
    contested = false;
    if (readBack.isPresent()) {
      answer(ReadBackAnswer.to(readBack.get(), text, parts));
      readBack = Optional.empty();
      return;
    }
    var goesOn = draft.filter(d -> d.open() && d.telephone().isEmpty()).isPresent();
    if (parts.isEmpty() || between > 0 || !(goesOn || !parts.getFirst().is(Kind.CORRECTION))) {
      between = FAR;
    }
    hear(
        missing
            ? Stream.concat(
                    Stream.of(new Part(Kind.AGAIN)),
                    parts.stream().filter(part -> !part.is(Kind.CORRECTION)))
                .toList()
            : parts);
  }

  private void answer(ReadBackAnswer answer) {
    var before = draft;
    var number = answer.number();
    var read = new NumberDraft(Readings.only(number), number);
    draft = Optional.of(read);
    between = 0;
    hear(answer.parts());
    if (answer.assent() == Assent.NO) {
      settled = settled.filter(old -> !answer.is(Optional.of(old)));
    }
    draft = answer.placed(before, draft);
    var same = answer.is(draft);
    var agrees = answer.assent() == Assent.YES;
    if ((agrees && !answer.corrects()) || (same && (agrees || answer.repeats()))) {
      draft = Optional.of(read);
      confirmed = Optional.of(number);
    } else if (draft.filter(NumberDraft::hopeless).isPresent()) {
      draft = before.map(NumberDraft::retract).or(() -> draft);
    } else if (same) {
      draft = before.map(answer::kept);
    }
  }

  private void hear(List<Part> parts) {
    var mark = Kind.OTHER;
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (part.number().isEmpty()) {
        mark = mark(part.kind(), mark);
        continue;
      }
      var number = part.number().get();
      if (part.is(Kind.SECOND) && draft.flatMap(NumberDraft::telephone).isPresent()) {
        draft = draft.map(NumberDraft::doubted);
        mark = Kind.OTHER;
        continue;
      }
      if (mark == Kind.SAID && number.readings().full()) {
        mark = Kind.CORRECTION;
      }
      var next = i + 1 < parts.size() ? parts.get(i + 1).kind() : Kind.OTHER;
      var second = i + 2 < parts.size() ? parts.get(i + 2).number() : Optional.<NumberDraft>empty();
      if (next == Kind.INSTEAD && second.isPresent()) {
        draft = draft.map(d -> d.replaced(second.get(), number));
        i += 2;
      } else if (mark == Kind.INSTEAD || mark == Kind.SAID || renamed(number, parts, i)) {
        i += instead(number, i + 1 < parts.size() ? parts.get(i + 1).number() : Optional.empty());
      } else if ((next == Kind.ENDING || next == Kind.BEGINNING)
          && second.isEmpty()
          && draft.isPresent()
          && !number.readings().full()) {
        number(number, next);
        i++;
      } else {
        number(number, mark);
      }
      mark = Kind.OTHER;
    }
  }

  private Kind mark(Kind kind, Kind before) {
    return switch (kind) {
      case CORRECTION -> {
        contested = true;
        yield before == Kind.OTHER ? kind : before;
      }
      case MISTAKE -> {
        contested = true;
        draft = draft.map(d -> near() ? d.retract() : d);
        yield kind;
      }
      case SHOWN -> {
        draft = Optional.empty();
        settled = Optional.empty();
        shown = true;
        yield Kind.OTHER;
      }
      case AGAIN, ENDING, BEGINNING, INSTEAD, SAID -> kind;
      case OTHER, MEASURE, LINK, PAUSE, NUMBER, SECOND -> {
        between++;
        yield Kind.OTHER;
      }
    };
  }

  /// « le trente-quatre, c’est trente-cinq ».
  private boolean renamed(NumberDraft number, List<Part> parts, int at) {
    var next = at + 1 < parts.size() ? parts.get(at + 1).number() : Optional.<NumberDraft>empty();
    return near()
        && next.filter(right -> right.readings().length() == PAIR).isPresent()
        && number.readings().length() == PAIR
        && draft
            .filter(d -> d.telephone().isPresent())
            .filter(d -> d.replaced(number, next.get()).telephone().isPresent())
            .isPresent();
  }

  /// « pas trente-quatre, trente-cinq »: without another word between, both are one number.
  ///
  /// @return how many more parts were used
  private int instead(NumberDraft wrong, Optional<NumberDraft> right) {
    if (right.filter(number -> number.readings().full()).isPresent()) {
      number(right.get(), Kind.CORRECTION);
      return 1;
    }
    if (right.isPresent()) {
      draft = draft.map(d -> d.replaced(wrong, right.get()));
      return 1;
    }
    var digits = wrong.readings().cheapest().getFirst();
    var half = digits.length() / 2;
    var first = new NumberDraft(Readings.only(digits.substring(0, half)), wrong.words());
    var second = new NumberDraft(Readings.only(digits.substring(half)), wrong.words());
    draft = draft.map(d -> digits.length() == 4 ? d.replaced(first, second) : d);
    return 0;
  }

  private void number(NumberDraft number, Kind mark) {
    var old = draft;
    switch (mark) {
      case ENDING -> change(number, NumberDraft::ended);
      case BEGINNING -> change(number, NumberDraft::begun);
      case AGAIN -> change(number, NumberDraft::repeated);
      case CORRECTION, MISTAKE -> {
        if (draft.isPresent() && (near() || number.readings().full())) {
          change(number, NumberDraft::corrected);
        } else {
          start(number);
        }
      }
      default -> {
        if (!continued(number)) {
          start(number);
        }
      }
    }
    if (!draft.equals(old)) {
      between = 0;
      contested = false;
    }
  }

  private boolean near() {
    return between == 0;
  }

  private void change(NumberDraft number, BinaryOperator<NumberDraft> how) {
    if (draft.isPresent()) {
      draft = draft.map(d -> how.apply(d, number));
    } else {
      start(number);
    }
  }

  private boolean continued(NumberDraft number) {
    var longer =
        draft
            .filter(d -> between <= ASIDE && d.open())
            .map(d -> d.then(near() ? number : number.doubted()));
    var takes =
        longer.filter(d ->
            d.telephone().isPresent()
                || (draft.flatMap(NumberDraft::telephone).isEmpty()
                    && !number.readings().full()
                    && d.readings().length() <= Readings.NATIONAL_DIGITS));
    takes.ifPresent(d -> draft = Optional.of(d));
    return takes.isPresent();
  }

  private void start(NumberDraft number) {
    if (!number.readings().begins() && number.readings().longest() < TELEPHONE_LIKE) {
      if (contested && between <= ASIDE) {
        draft = draft.map(NumberDraft::doubted);
      }
      return;
    }
    var begun = draft.filter(d -> d.telephone().isEmpty());
    if (draft.isPresent() && begun.isEmpty()) {
      settled = draft;
    }
    shown = false;
    between = 0;
    draft = Optional.of(begun.map(old -> anew(old, number)).orElse(number));
  }

  /// A number that begins where another was not at its end may be its rest.
  private NumberDraft anew(NumberDraft begun, NumberDraft number) {
    var again = number.said(begun.words());
    return near() && !begun.hopeless() && !number.beginsAs(begun) ? again.doubted() : again;
  }
}
