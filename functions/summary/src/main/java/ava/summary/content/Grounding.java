package ava.summary.content;

import ava.shared.NotedMessage.Field;
import ava.shared.Turn;
import ava.summary.content.Summary.Action;
import ava.summary.content.Summary.Urgency;
import ava.summary.content.Summary.Who;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets of a model's summary only that pass which was said: numbers, names and dates must stand in
/// the conversation, in the noted message or be the caller's number; actions must follow from a
/// turn. What falls away is left out, or taken from the summary made by rules.
final class Grounding {
  private static final Pattern SENTENCE = Pattern.compile(".+?(?:[.!?…]+(?=\\s|$)|$)");

  private final FinishedCall call;
  private final Heard heard;
  private final Set<Integer> turns;

  Grounding(FinishedCall call) {
    this.call = call;
    this.heard = Heard.in(call);
    this.turns = call.turns().stream().map(Turn::seq).collect(Collectors.toSet());
  }

  /// @param rules the summary to fall back on
  Summary checked(Summary summary, Summary rules) {
    var urgency = urgency(summary, rules);
    return new Summary(
        summary.source(),
        who(summary.who(), rules.who()),
        heard.supports(summary.reason()) ? summary.reason() : rules.reason(),
        summary.category(),
        urgency.urgency(),
        urgency.urgencyQuote(),
        summary.asked().stream().filter(heard::supports).toList(),
        summary.promised().stream().filter(heard::supports).toList(),
        actions(summary.actions()),
        callback(summary, rules),
        text(summary.text(), rules.text()),
        summary.unavailable());
  }

  /// What the caller said of himself comes before what the model made of it.
  private Who who(Who who, Who rules) {
    var number = CallbackNumber.of(call, heard, who.phone());
    return new Who(
        who.name().filter(heard::names).filter(this::spelledRight).or(rules::name),
        who.company().filter(heard::names).or(rules::company),
        number.number(),
        number.certainty(),
        number.unclear());
  }

  private boolean spelledRight(String name) {
    return CallerName.spelledIn(call).map(name::contains).orElse(true);
  }

  /// Only words that were said can make a call urgent, or what Ava noted.
  private Summary urgency(Summary summary, Summary rules) {
    var quoted = summary.urgencyQuote().filter(heard::quotes);
    var noted = call.record().message().get(Field.URGENCY).filter("haute"::equals).isPresent();
    if (summary.urgency() != Urgency.HIGH || quoted.isPresent() || noted) {
      return with(summary, summary.urgency(), quoted);
    }
    return rules.urgency() == Urgency.HIGH ? rules : with(summary, Urgency.NORMAL, quoted);
  }

  private static Summary with(Summary summary, Urgency urgency, Optional<String> quote) {
    return new Summary(
        summary.source(),
        summary.who(),
        summary.reason(),
        summary.category(),
        urgency,
        quote,
        summary.asked(),
        summary.promised(),
        summary.actions(),
        summary.callback(),
        summary.text(),
        summary.unavailable());
  }

  private List<Action> actions(List<Action> actions) {
    return actions.stream()
        .filter(action -> turns.contains(action.turn()) && heard.supports(action.what()))
        .map(action ->
            new Action(
                action.what(),
                action.who().filter(heard::supports),
                action.byWhen().filter(heard::supports),
                action.turn()))
        .toList();
  }

  private Summary.Callback callback(Summary summary, Summary rules) {
    var when = summary.callback().when().filter(heard::supports);
    return summary.callback().wished()
        ? new Summary.Callback(true, when.or(() -> rules.callback().when()))
        : summary.callback();
  }

  private String text(String text, String otherwise) {
    var kept =
        SENTENCE
            .matcher(text.replaceAll("\\s+", " "))
            .results()
            .map(found -> found.group().strip())
            .filter(sentence -> !sentence.isEmpty() && heard.supports(sentence))
            .collect(Collectors.joining(" "));
    return kept.isEmpty() ? otherwise : kept;
  }
}
