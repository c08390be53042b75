package ava.summary.dictation;

import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.summary.dictation.Stroke.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/// Follows a conversation for the number that a caller dictates: over several turns, with
/// corrections, and with Ava's reading it back. One object for one conversation.
public final class Dictation {
  private static final int TELEPHONE_LIKE = 8;
  private static final int DICTATED = 6;
  private static final Pattern OTHER_QUESTION =
      Pattern.compile(
          "\\b(?:noms?|prenom|date|jour|heure|motif|objet|sujet|adresse|quand|code|combien)\\b.*\\?");
  private static final Pattern SHOWN =
      Pattern.compile("s'affiche|numero affiche|(?:avec|depuis|sur) lequel vous");
  private static final Pattern FOR_THE_CALLER_TO_DIAL =
      Pattern.compile(
          "vous pouvez (?:joindre|appeler|composer|contacter)|\\bcomposez\\b|\\bappelez le\\b");

  private final PhoneNumber from;
  private Optional<NumberDraft> draft = Optional.empty();
  private Optional<NumberDraft> settled = Optional.empty();
  private Optional<String> confirmed = Optional.empty();
  private Optional<String> readBack = Optional.empty();
  private boolean shown;

  /// Nothing but numbers came since the draft's last digit.
  private boolean near;

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
            .filter(d -> number.isEmpty() && (d.hopeless() || d.readings().length() >= DICTATED))
            .map(d ->
                new Dictated.Unclear(
                    d.words(), d.retracted() ? Set.of() : d.readings().possible()));
    var known = number.or(() -> settled.flatMap(NumberDraft::telephone));
    return new Dictated(known, known.isPresent() && known.equals(confirmed), unclear, shown);
  }

  private void ava(String text) {
    var plain = Strokes.plain(text);
    var numbers =
        Part.of(text).stream()
            .flatMap(part -> part.number().stream())
            .flatMap(number -> number.telephone().stream())
            .distinct()
            .toList();
    if (numbers.size() == 1 && !FOR_THE_CALLER_TO_DIAL.matcher(plain).find()) {
      readBack = Optional.of(numbers.getFirst());
    } else if (from.dialable() && plain.contains("?") && SHOWN.matcher(plain).find()) {
      readBack = Optional.of(from.value());
    }
    if (OTHER_QUESTION.matcher(plain).find()) {
      near = false;
    }
  }

  private void caller(String text) {
    var parts = Part.of(text);
    if (readBack.isPresent()) {
      answer(readBack.get(), text, parts);
      readBack = Optional.empty();
    } else {
      var goesOn = draft.filter(d -> d.open() && d.telephone().isEmpty()).isPresent();
      near &= !parts.isEmpty() && (goesOn || !parts.getFirst().is(Kind.CORRECTION));
      hear(parts);
    }
  }

  private void answer(String number, String text, List<Part> parts) {
    var before = draft;
    var assent = Assent.of(text);
    var corrects = parts.stream().anyMatch(p -> p.is(Kind.CORRECTION) || p.is(Kind.MISTAKE));
    var read = new NumberDraft(Readings.only(number), number);
    draft = Optional.of(read);
    near = true;
    hear(parts);
    var same = draft.flatMap(NumberDraft::telephone).equals(Optional.of(number));
    var repeats =
        parts.stream()
            .flatMap(part -> part.number().stream())
            .anyMatch(said -> said.telephone().equals(Optional.of(number)));
    if ((assent == Assent.YES && !corrects) || (same && (assent == Assent.YES || repeats))) {
      draft = Optional.of(read);
      confirmed = Optional.of(number);
    } else if (draft.filter(NumberDraft::hopeless).isPresent()) {
      draft = before.map(NumberDraft::retract).or(() -> draft);
    } else if (same) {
      draft = before.map(said -> kept(said, number, assent));
    }
  }

  /// What remains of the caller's own words when he did not confirm what was read back.
  private NumberDraft kept(NumberDraft said, String number, Assent assent) {
    var own = said.telephone();
    if (assent == Assent.NO) {
      return own.filter(n -> !n.equals(number)).isPresent() ? said : said.retract();
    }
    return own.isEmpty() && said.readings().possible().contains(number)
        ? new NumberDraft(Readings.only(number), said.words())
        : said;
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
      var next = i + 1 < parts.size() ? parts.get(i + 1).kind() : Kind.OTHER;
      var second = i + 2 < parts.size() ? parts.get(i + 2).number() : Optional.<NumberDraft>empty();
      if (next == Kind.INSTEAD && second.isPresent()) {
        draft = draft.map(d -> d.replaced(second.get(), number));
        i += 2;
      } else if (mark == Kind.INSTEAD) {
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
      case CORRECTION -> before == Kind.OTHER ? kind : before;
      case MISTAKE -> {
        draft = draft.map(d -> near ? d.retract() : d);
        yield kind;
      }
      case SHOWN -> {
        draft = Optional.empty();
        settled = Optional.empty();
        shown = true;
        yield Kind.OTHER;
      }
      case AGAIN, ENDING, BEGINNING, INSTEAD -> kind;
      case OTHER, MEASURE, LINK, PAUSE, NUMBER -> {
        near = false;
        yield Kind.OTHER;
      }
    };
  }

  /// « pas trente-quatre, trente-cinq »: without another word between, both are one number.
  ///
  /// @return how many more parts were used
  private int instead(NumberDraft wrong, Optional<NumberDraft> right) {
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
        if (draft.isPresent() && (near || number.readings().full())) {
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
    near = near || !draft.equals(old);
  }

  private void change(NumberDraft number, BinaryOperator<NumberDraft> how) {
    if (draft.isPresent()) {
      draft = draft.map(d -> how.apply(d, number));
    } else {
      start(number);
    }
  }

  private boolean continued(NumberDraft number) {
    var longer = draft.filter(d -> near && d.open()).map(d -> d.then(number));
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
    if (!number.readings().begins() && number.readings().length() < TELEPHONE_LIKE) {
      return;
    }
    if (draft.flatMap(NumberDraft::telephone).isPresent()) {
      settled = draft;
    }
    shown = false;
    near = true;
    draft = Optional.of(number);
  }
}
