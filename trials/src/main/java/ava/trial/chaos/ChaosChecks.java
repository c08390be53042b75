package ava.trial.chaos;

import ava.embedded.EmbeddedSes.Mail;
import ava.shared.call.CallRecord;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.summary.mail.French;
import ava.trial.soak.Chatter;
import ava.trial.soak.Finished;
import ava.trial.soak.Played;
import ava.trial.soak.Sentences;
import java.util.ArrayList;
import java.util.List;

/// What must hold of a call whose bridges died under it: its transcript whole but for a sentence a
/// death, and one email.
final class ChaosChecks {
  private final Sentences sentences;

  ChaosChecks(Sentences sentences) {
    this.sentences = sentences;
  }

  /// @param lost sentences that were said to their end, by the caller or by Ava, and are in no turn
  /// @param resumes how often the call was taken up again
  record Verdict(int lost, int resumes, List<String> problems) {}

  Verdict of(Finished call, List<Mail> mails) {
    var problems = new ArrayList<>(transcript(call));
    if (!call.report().how().equals("CALLER")) {
      problems.add("terminé par " + call.report().how());
    }
    var resumes = call.report().streams().size() - 1;
    var lost = lost(call);
    if (lost > resumes) {
      problems.add(lost + " phrases perdues pour " + resumes + " reprises");
    }
    mail(call, mails, problems);
    return new Verdict(lost, resumes, problems);
  }

  /// What is wrong with the order of a call's turns and sounds.
  List<String> transcript(Finished call) {
    var problems = new ArrayList<String>();
    for (var index = 0; index < call.turns().size(); index++) {
      if (call.turns().get(index).seq() != index + 1) {
        problems.add("tour " + call.turns().get(index).seq() + " au lieu de " + (index + 1));
      }
    }
    call.sessions().forEach(session -> problems.addAll(session.disorder()));
    problems.addAll(Played.of(call.report().recording().avaAudio()).disorder());
    memory(call, problems);
    return problems;
  }

  /// A session that takes a call up must know exactly what was written by then.
  private static void memory(Finished call, List<String> problems) {
    var written = call.turns().stream().map(Turn::text).toList();
    call.sessions().stream()
        .skip(1)
        .forEach(session -> {
          var told = session.recalled();
          if (told.size() > written.size() || !written.subList(0, told.size()).equals(told)) {
            problems.add("le modèle a repris avec " + told + " au lieu de " + written);
          }
        });
  }

  /// How many sentences that were said to their end are in no turn.
  int lost(Finished call) {
    var lost = 0;
    var caller = texts(call.turns(), Speaker.CALLER);
    for (var sentence = 1; sentence <= call.caller().finished(); sentence++) {
      var words = Chatter.words(call.caller().number(), sentence);
      if (caller.stream().noneMatch(text -> text.contains(words))) {
        lost++;
      }
    }
    var ava = texts(call.turns(), Speaker.AVA);
    for (var sentence : Played.of(call.report().recording().avaAudio()).heard()) {
      var text = sentences.text(sentence.session(), sentence.sentence());
      if (sentence.whole() && !ava.contains(text)) {
        lost++;
      }
    }
    return lost;
  }

  private static List<String> texts(List<Turn> turns, Speaker speaker) {
    return turns.stream().filter(turn -> turn.speaker() == speaker).map(Turn::text).toList();
  }

  private static void mail(Finished call, List<Mail> mails, List<String> problems) {
    var words = "Ici l'appelant " + call.caller().number() + ",";
    var id = call.record().flatMap(CallRecord::summary).flatMap(CallRecord.Summary::messageId);
    if (id.isEmpty()) {
      problems.add("aucun courriel : " + call.record().flatMap(CallRecord::summary));
      return;
    }
    var sent = mails.stream().filter(mail -> mail.messageId().equals(id.get())).toList();
    var about = mails.stream().filter(mail -> tells(mail.text(), words)).count();
    if (sent.size() != 1 || about > 1) {
      problems.add(Math.max(sent.size(), about) + " courriels");
    }
    for (var turn : call.turns()) {
      if (!sent.isEmpty() && !tells(sent.getFirst().text(), turn.text())) {
        problems.add("le courriel ne contient pas le tour " + turn.seq());
      }
    }
  }

  /// Whether a mail has these words: it sets them as one prints French.
  static boolean tells(String mail, String words) {
    return flat(mail).contains(flat(French.set(words)));
  }

  /// A mail breaks its lines where it likes.
  private static String flat(String text) {
    return text.replaceAll("[\\s\\u00A0\\u202F]+", " ");
  }
}
