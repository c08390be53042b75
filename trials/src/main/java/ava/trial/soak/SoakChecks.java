package ava.trial.soak;

import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.simulator.scenario.Observation;
import java.util.ArrayList;
import java.util.List;

/// What must hold of a call that nothing disturbed: every frame in order, every turn in the table.
final class SoakChecks {
  /// Who hangs up within 2.5 s may have reached no session yet.
  private static final int FRAMES_BEFORE_THE_MODEL = 125;

  /// An answer that was cut within its first word may have no turn; a mark says after each 200 ms
  /// what was heard.
  private static final int HARDLY_HEARD_MS = 1_000;

  private final Sentences sentences;

  SoakChecks(Sentences sentences) {
    this.sentences = sentences;
  }

  /// What is wrong with a call, in French.
  List<String> problems(Finished call) {
    var problems = new ArrayList<String>();
    if (!call.report().how().equals("CALLER")) {
      problems.add("terminé par " + call.report().how());
    }
    call.report()
        .refused()
        .forEach(r -> problems.add("refusé par Twilio : " + r.code() + " " + r.reason()));
    if (call.report().streams().size() != 1) {
      problems.add(call.report().streams().size() + " flux au lieu d'un");
    }
    problems.addAll(framesToModel(call.caller().frames(), call.sessions()));
    var heard = Played.of(call.report().recording().avaAudio());
    problems.addAll(heard.disorder());
    cuts(call, heard.heard(), problems);
    turns(call, heard.heard(), problems);
    return problems;
  }

  /// @param sent how many frames the caller sent
  static List<String> framesToModel(int sent, List<ModelSide> sessions) {
    if (sessions.isEmpty() && sent < FRAMES_BEFORE_THE_MODEL) {
      return List.of();
    }
    if (sessions.size() != 1) {
      return List.of(sessions.size() + " séances du modèle au lieu d'une");
    }
    var session = sessions.getFirst();
    var problems = new ArrayList<>(session.disorder());
    if (session.first() != 0) {
      problems.add("première image reçue par le modèle : " + session.first());
    }
    var lost = sent - session.next();
    if (lost != 0) {
      problems.add(lost + " dernières images de l'appelant perdues");
    }
    return problems;
  }

  /// A sentence that was not heard to its end was cut by a `clear`, or by the end of the call.
  private static void cuts(Finished call, List<Played> heard, List<String> problems) {
    var cleared = call.report().timeline().all(Observation.Cleared.class).size();
    var cut = heard.stream().limit(Math.max(0, heard.size() - 1)).filter(p -> !p.whole()).count();
    if (cut > cleared) {
      problems.add(cut + " phrases d'Ava incomplètes pour " + cleared + " coupures");
    }
  }

  private void turns(Finished call, List<Played> heard, List<String> problems) {
    if (call.record().flatMap(r -> r.endedAt()).isEmpty()) {
      problems.add("fin de l'appel jamais écrite");
    }
    if (call.record()
        .flatMap(r -> r.endReason())
        .filter(EndReason.CALLER_HUNG_UP::equals)
        .isEmpty()) {
      problems.add("raison de fin : " + call.record().flatMap(r -> r.endReason()));
    }
    problems.addAll(gaps(call.turns()));
    var caller = texts(call.turns(), Speaker.CALLER);
    var understood = call.sessions().stream().flatMap(s -> s.heard().stream()).toList();
    if (!caller.equals(understood)) {
      problems.add("tours de l'appelant " + caller + " au lieu de " + understood);
    }
    problems.addAll(avaTurns(call.turns(), heard));
  }

  /// What is wrong with the numbers of turns.
  static List<String> gaps(List<Turn> turns) {
    for (var index = 0; index < turns.size(); index++) {
      if (turns.get(index).seq() != index + 1) {
        return List.of("tour " + turns.get(index).seq() + " au lieu de " + (index + 1));
      }
    }
    return List.of();
  }

  private static List<String> texts(List<Turn> turns, Speaker speaker) {
    return turns.stream().filter(t -> t.speaker() == speaker).map(Turn::text).toList();
  }

  /// What Ava's turns and what was heard of her do not have in common.
  List<String> avaTurns(List<Turn> turns, List<Played> heard) {
    var problems = new ArrayList<String>();
    var written = turns.stream().filter(t -> t.speaker() == Speaker.AVA).toList();
    var next = 0;
    for (var sentence : heard) {
      var text = sentences.text(sentence.session(), sentence.sentence());
      if (next < written.size() && fits(written.get(next), text)) {
        next++;
      } else if (sentence.ms() >= HARDLY_HEARD_MS) {
        problems.add("entendu d'Ava sans être écrit (" + sentence.ms() + " ms) : " + text);
      }
    }
    written.stream().skip(next).forEach(t -> problems.add("écrit sans être entendu : " + t.text()));
    return problems;
  }

  /// A whole sentence may count as interrupted when the echo of its last mark was still on its way.
  private static boolean fits(Turn turn, String text) {
    return turn.interrupted() ? text.startsWith(turn.text()) : text.equals(turn.text());
  }
}
