package ava.summary.dictation;

import ava.summary.dictation.Stroke.Gap;
import ava.summary.dictation.Stroke.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number that was said without a break, or what is to be done with numbers.
///
/// @param number present when the kind is a number
record Part(Kind kind, Optional<NumberDraft> number) {
  private static final int BEFORE = 45;
  private static final Pattern NO_TELEPHONE =
      Pattern.compile(
          "\\b(?:dossier|facture|client|commande|contrat|secu|securite sociale|siret|siren|reference"
              + "|immatricul\\w*|code|carte|nee?|naissance|iban|compte|colis|suivi|fiscal|adherent"
              + "|police|sinistre|allocataire|abonne|serie|reservation|billet|passeport|permis|vol)"
              + "\\b[^.!?]*$");

  /// What leads on to another number than the caller's first.
  private static final Pattern SECOND =
      Pattern.compile(
          "\\b(?:ou|sinon|soit|a defaut|m(?:a|on) (?:femme|mari|fille|fils|mere|pere|collegue"
              + "|associee?|conjointe?|compagn(?:e|on)|voisine?|secretaire))\\b"
              + "(?:(?!\\bmoi\\b)[^.!?\\d])*$");

  private static final Pattern NOT_THE = Pattern.compile("\\bpas (?:au |sur |le |a )*$");

  Part(Kind kind) {
    this(kind, Optional.empty());
  }

  boolean is(Kind other) {
    return kind == other;
  }

  static List<Part> of(String text) {
    var parts = new ArrayList<Part>();
    var run = new ArrayList<Stroke>();
    var pause = false;
    var strokes = Strokes.of(text);
    var hyphens = strokes.stream().anyMatch(s -> s.is(Kind.NUMBER) && s.gap() == Gap.HYPHEN);
    for (var stroke : strokes) {
      switch (stroke.kind()) {
        case NUMBER, SECOND -> {
          run.add(pause && !run.isEmpty() ? paused(stroke) : stroke);
          pause = false;
        }
        case PAUSE -> pause = true;
        case LINK,
            SHOWN,
            CORRECTION,
            MISTAKE,
            AGAIN,
            ENDING,
            BEGINNING,
            INSTEAD,
            SAID,
            MEASURE,
            OTHER -> {
          (pause ? number(run, text, hyphens) : finish(run, stroke, text, hyphens))
              .ifPresent(parts::add);
          pause = false;
          mark(stroke, text).ifPresent(parts::add);
        }
      }
    }
    number(run, text, hyphens).ifPresent(parts::add);
    return parts;
  }

  private static Stroke paused(Stroke stroke) {
    return stroke.gap() == Gap.STOP
        ? stroke
        : new Stroke(stroke.kind(), stroke.word(), Gap.PAUSE, stroke.start(), stroke.end());
  }

  private static Optional<Part> mark(Stroke stroke, String text) {
    return switch (stroke.kind()) {
      case LINK -> stroke.gap() == Gap.STOP ? Optional.of(new Part(Kind.OTHER)) : Optional.empty();
      case MEASURE -> Optional.of(new Part(Kind.OTHER));
      case SHOWN -> {
        var before = Strokes.plain(text).substring(0, stroke.start());
        yield Optional.of(new Part(NOT_THE.matcher(before).find() ? Kind.OTHER : Kind.SHOWN));
      }
      default -> Optional.of(new Part(stroke.kind()));
    };
  }

  /// What is counted or measured behind the last pause is no part of a number.
  private static Optional<Part> finish(
      List<Stroke> run, Stroke behind, String text, boolean hyphens) {
    if (run.isEmpty()) {
      return Optional.empty();
    }
    if (behind.kind() == Kind.MEASURE && behind.gap() == Gap.SPACE) {
      var last = run.size() - 1;
      while (last > 0 && run.get(last).gap().compareTo(Gap.PAUSE) < 0) {
        last--;
      }
      run.subList(last, run.size()).clear();
    } else if (behind.kind() == Kind.OTHER && behind.gap() == Gap.SPACE && article(run)) {
      return article(run, text, hyphens);
    }
    return number(run, text, hyphens);
  }

  /// Whether the last word may be no number, as in « soixante-dix-huit un rendez-vous ».
  private static boolean article(List<Stroke> run) {
    var last = run.getLast();
    return last.word().matches("une?")
        && last.gap() != Gap.HYPHEN
        && (run.size() == 1 || !run.get(run.size() - 2).word().equals("et"));
  }

  private static Optional<Part> article(List<Stroke> run, String text, boolean hyphens) {
    var without = new ArrayList<>(run.subList(0, run.size() - 1));
    var with = number(run, text, hyphens);
    var shorter = number(without, text, hyphens);
    return shorter.map(part ->
        new Part(
            part.kind(),
            part.number().map(draft -> with.flatMap(Part::number).map(draft::or).orElse(draft))));
  }

  private static Optional<Part> number(List<Stroke> run, String text, boolean hyphens) {
    while (!run.isEmpty() && run.getLast().word().equals("et")) {
      run.removeLast();
    }
    if (run.size() > 1 && run.get(0).word().matches("une?") && run.get(1).word().equals("zero")) {
      run.removeFirst();
    }
    if (run.isEmpty()) {
      return Optional.empty();
    }
    var start = run.getFirst().start();
    var readings = NumberRun.of(run, hyphens);
    var draft = new NumberDraft(readings, text.substring(start, run.getLast().end()));
    run.clear();
    var before = Strokes.plain(text).substring(Math.max(0, start - BEFORE), start);
    var other = NO_TELEPHONE.matcher(before).find() && readings.telephone().isEmpty();
    if (other) {
      return Optional.of(new Part(Kind.OTHER));
    }
    var kind = SECOND.matcher(before).find() ? Kind.SECOND : Kind.NUMBER;
    return Optional.of(new Part(kind, Optional.of(draft)));
  }
}
