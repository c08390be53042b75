package ava.summary.content;

import ava.shared.call.Speaker;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import ava.summary.content.Summary.Action;
import ava.summary.content.Summary.FollowUp;
import ava.summary.content.Summary.Matter;
import ava.summary.content.Summary.Urgency;
import ava.summary.content.Summary.Who;
import ava.summary.mention.Evidence;
import ava.summary.mention.SentenceSplit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lets of a model's summary only that pass which was said: what it mentions must have been said in
/// whatever words, what it promises must have been promised, actions must follow from a turn, and
/// only the caller's words make a call urgent. What falls away is left out, or taken from the
/// summary made by rules. Marks, other languages and excessive length fall away too.
final class Grounding {
  private static final int NAME = 80;
  private static final int REASON = 120;
  private static final int ITEM = 200;
  private static final int QUOTE = 300;
  private static final int TEXT = 900;
  private static final int MOST = 6;
  private static final Pattern END = Pattern.compile(".*[.!?…»]$");
  private static final Pattern TITLE =
      Pattern.compile(
          "(?<![\\p{L}])(?:M\\.|Mr|Mme|Mlle|Monsieur|Madame|Mademoiselle|monsieur|madame)\\.?[\\s\u00a0\u202f]+(?=(\\p{Lu}[\\p{L}'’-]+))");

  private final WholeCall call;
  private final Heard heard;
  private final Evidence said;
  private final Evidence saidByAva;
  private final Promises promises;
  private final Set<Integer> turns;

  Grounding(WholeCall call) {
    this.call = call;
    this.heard = Heard.in(call);
    this.promises = new Promises(call);
    this.turns = call.turns().stream().map(Turn::seq).collect(Collectors.toSet());
    this.said = evidence(_ -> true);
    this.saidByAva = evidence(turn -> turn.speaker() == Speaker.AVA);
  }

  private Evidence evidence(Predicate<Turn> which) {
    var texts =
        Stream.concat(
                call.turns().stream().filter(which).map(Grounding::withoutOrders),
                call.record().message().fields().values().stream())
            .toList();
    return new Evidence(
        texts, call.begin().atZone(Timestamps.PARIS), this::dictated, word -> heard.names(word));
  }

  /// What a caller tells the machine to write was said, but not about the matter.
  private static String withoutOrders(Turn turn) {
    return turn.speaker() == Speaker.AVA
        ? turn.text()
        : SentenceSplit.in(turn.text()).stream()
            .filter(sentence -> !Orders.in(sentence))
            .collect(Collectors.joining(" "));
  }

  /// @param digits a number, or `…` and the end of one
  private boolean dictated(String digits) {
    if (digits.startsWith("…")) {
      return call.record().from().value().endsWith(digits.substring(1));
    }
    return TelephoneCheck.valid(digits).filter(heard::dictates).isPresent();
  }

  /// @param rules the summary to fall back on
  Summary checked(Summary summary, Summary rules) {
    var urgency = urgency(summary.matter(), rules.matter());
    var matter = summary.matter();
    return new Summary(
        summary.source(),
        who(summary.who(), rules.who()),
        new Matter(
            line(Phrase.whole(matter.reason()), REASON)
                .filter(this::holds)
                .orElse(rules.matter().reason()),
            matter.category(),
            urgency.level(),
            urgency.quote().map(quote -> Prose.shortened(quote, QUOTE)),
            text(matter.text(), rules.matter().text())),
        followUp(summary.followUp(), rules.followUp()),
        summary.unavailable());
  }

  private FollowUp followUp(FollowUp next, FollowUp rules) {
    return new FollowUp(
        items(next.asked(), this::holds),
        items(next.promised(), this::promised),
        actions(next.actions()),
        callback(next.callback(), rules.callback()));
  }

  private static Optional<String> line(String text, int longest) {
    return Optional.of(Prose.line(text, longest)).filter(line -> !line.isEmpty());
  }

  private static List<String> items(List<String> items, Predicate<String> stands) {
    return Prose.bounded(items.stream(), MOST, ITEM).stream().filter(stands).toList();
  }

  /// Whether all that a statement mentions was said, and nothing is promised that was not.
  boolean holds(String statement) {
    return !Prose.foreign(statement) && said.supports(statement) && promises.back(statement);
  }

  private boolean promised(String statement) {
    return !Prose.foreign(statement)
        && saidByAva.supports(statement)
        && promises.madeByAva(statement);
  }

  /// What the caller said of himself comes before what the model made of it.
  private Who who(Who who, Who rules) {
    var number = CallbackNumber.of(call, heard, who.phone());
    return new Who(
        who.name()
            .flatMap(name -> line(name, NAME))
            .filter(heard::names)
            .filter(this::spelledRight)
            .or(rules::name),
        who.company().flatMap(name -> line(name, NAME)).filter(heard::names).or(rules::company),
        number.number(),
        number.certainty(),
        number.unclear(),
        who.address()
            .flatMap(address -> line(address, ITEM))
            .filter(said::supports)
            .or(rules::address),
        who.email().map(mail -> Prose.line(mail, ITEM)).filter(this::mailAddress).or(rules::email));
  }

  private boolean spelledRight(String name) {
    return CallerName.spelledIn(call).map(name::contains).orElse(true);
  }

  private boolean mailAddress(String address) {
    return Evidence.mailAddresses(address).size() == 1 && said.supports(address);
  }

  /// What the rules find in the caller's words goes before what the model thinks of them.
  private Said.Judged urgency(Matter matter, Matter rules) {
    if (rules.urgency() == Urgency.HIGH) {
      return new Said.Judged(Urgency.HIGH, telling(matter).or(rules::urgencyQuote));
    }
    if (matter.urgency() == Urgency.HIGH) {
      var quote = telling(matter);
      return quote.isPresent() && rules.urgency() == Urgency.NORMAL
          ? new Said.Judged(Urgency.HIGH, quote)
          : new Said.Judged(rules.urgency(), rules.urgencyQuote());
    }
    return new Said.Judged(matter.urgency(), matter.urgencyQuote().filter(this::quotesCaller));
  }

  private Optional<String> telling(Matter matter) {
    return matter.urgencyQuote().filter(this::quotesCaller).filter(Emergency::distress);
  }

  private boolean quotesCaller(String quote) {
    var flat = Emergency.flat(quote);
    return !flat.isBlank()
        && call.callerTurns().stream()
            .anyMatch(turn -> (" " + Emergency.flat(turn.text()) + " ").contains(" " + flat + " "));
  }

  private List<Action> actions(List<Action> actions) {
    return actions.stream()
        .filter(action -> turns.contains(action.turn()))
        .map(action ->
            new Action(
                repaired(Prose.line(action.what(), ITEM)),
                action.who().flatMap(who -> line(who, NAME)).filter(this::holds),
                action.byWhen().flatMap(when -> line(when, NAME)).filter(this::holds),
                action.turn()))
        .filter(action -> !action.what().isEmpty() && holds(action.what()))
        .limit(MOST)
        .toList();
  }

  private Summary.Callback callback(Summary.Callback callback, Summary.Callback rules) {
    var when = callback.when().flatMap(words -> line(words, NAME)).filter(this::holds);
    return callback.wished() ? new Summary.Callback(true, when.or(rules::when)) : callback;
  }

  private String text(String text, String otherwise) {
    var kept = new StringBuilder();
    for (var sentence : SentenceSplit.in(Prose.plain(text))) {
      var whole = repaired(END.matcher(sentence).matches() ? sentence : sentence + ".");
      if (holds(whole) && !Phrase.open(whole) && kept.length() + whole.length() < TEXT) {
        kept.append(kept.isEmpty() ? "" : " ").append(whole);
      }
    }
    return kept.isEmpty() ? otherwise : kept.toString();
  }

  /// Without « Mme » and « M. » before a name that nobody gave that title.
  private String repaired(String sentence) {
    return TITLE.matcher(sentence).replaceAll(found -> said.titled(found.group(1)) ? "$0" : "");
  }
}
