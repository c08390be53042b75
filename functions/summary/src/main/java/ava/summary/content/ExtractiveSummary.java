package ava.summary.content;

import ava.shared.call.NotedMessage.Field;
import ava.summary.content.Summary.Action;
import ava.summary.content.Summary.Urgency;
import ava.summary.content.Summary.Who;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A summary by rules: what Ava noted, and sentences of the conversation picked by their words. It
/// says nothing that was not said, and never fails.
final class ExtractiveSummary implements Summarizer {
  @Override
  public Summary summarize(WholeCall call, Instant deadline) {
    var said = Said.in(call);
    var who = who(call, said);
    var urgency = said.urgency(call.record().message().get(Field.URGENCY));
    var callback = callback(call, said);
    var reason = reason(call, said);
    return new Summary(
        Summary.Source.EXTRACT,
        who,
        new Summary.Matter(
            reason,
            said.category(urgency.level()),
            urgency.level(),
            urgency.quote(),
            text(call, who, reason, urgency.level(), callback)),
        new Summary.FollowUp(
            said.asked(), said.promised(), actions(call, who, callback, said), callback),
        Optional.empty());
  }

  private static Who who(WholeCall call, Said said) {
    var message = call.record().message();
    var number = CallbackNumber.of(call, Heard.in(call), Optional.empty());
    return new Who(
        message.get(Field.NAME).or(said::name),
        message.get(Field.COMPANY).or(said::company),
        number.number(),
        number.certainty(),
        number.unclear(),
        message.get(Field.ADDRESS).or(() -> Whereabouts.address(call)),
        message.get(Field.EMAIL).or(() -> Whereabouts.email(call)));
  }

  private static String reason(WholeCall call, Said said) {
    return call.record()
        .message()
        .get(Field.REASON)
        .or(said::reason)
        .map(Phrase::whole)
        .filter(reason -> !reason.isEmpty())
        .orElseGet(() ->
            call.record().voicemailUrl().isPresent()
                ? "message vocal"
                : call.callerTurns().isEmpty() && call.record().message().isEmpty()
                    ? "appel sans parole"
                    : "motif non précisé");
  }

  private static Summary.Callback callback(WholeCall call, Said said) {
    return call.record()
        .message()
        .get(Field.CALLBACK)
        .map(words -> new Summary.Callback(true, Said.moment(words).or(() -> Optional.of(words))))
        .orElseGet(said::callback);
  }

  private static List<Action> actions(
      WholeCall call, Who who, Summary.Callback callback, Said said) {
    var actions = new ArrayList<Action>();
    if (callback.wished()) {
      var what = "rappeler " + who.name().orElse("la personne");
      actions.add(new Action(what, Optional.empty(), callback.when(), said.callbackTurn()));
    }
    if (call.record().voicemailUrl().isPresent() && !call.turns().isEmpty()) {
      actions.add(
          new Action(
              "écouter le message vocal",
              Optional.empty(),
              Optional.empty(),
              call.turns().getLast().seq()));
    }
    return actions;
  }

  private static String text(
      WholeCall call, Who who, String reason, Urgency urgency, Summary.Callback callback) {
    if (call.callerTurns().isEmpty() && call.record().message().isEmpty()) {
      return call.record().voicemailUrl().isPresent()
          ? "La personne a laissé un message vocal. Rien d’autre n’a été dit."
          : "La personne a raccroché sans parler. Il n’y a rien à faire.";
    }
    var text = new StringBuilder();
    text.append(
        who.name()
            .map(name -> "Appel " + Phrase.of(name))
            .orElse("Appel d’une personne non nommée"));
    who.company().ifPresent(company -> text.append(" (").append(company).append(')'));
    text.append(". Motif : ").append(Phrase.ended(Phrase.inside(reason)));
    if (urgency == Urgency.HIGH) {
      text.append(" La demande est urgente.");
    }
    if (callback.wished()) {
      text.append(" La personne souhaite être rappelée");
      callback.when().ifPresent(when -> text.append(' ').append(when));
      text.append('.');
    }
    return text.toString();
  }
}
