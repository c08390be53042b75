package ava.trial.world;

import static java.util.stream.Collectors.joining;

import ava.shared.call.CallRecord;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.trial.world.CallFacts.Leniency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What must hold of every call once its world is over.
final class Invariants {
  /// Lines that say that something of ours broke.
  private static final Set<String> FAULTS =
      Set.of("call step failed", "journal failed", "tool failed", "call-ended message failed");

  /// What Twilio may complain about when something of the world is broken.
  private static final Set<Integer> BROKEN = Set.of(11200, 11205, 31903, 31920, 31921, 12100);

  /// How a turn is named whose words nobody wrote down.
  private static final String UNHEARD = "(inaudible)";

  private static final Pattern WORD = Pattern.compile("\\b[a-z]{6}\\b");

  private final Scene scene;
  private final Excuses excuses;
  private int gone;

  Invariants(Scene scene) {
    this.scene = scene;
    this.excuses = new Excuses(scene);
  }

  /// @return how many finished words stand nowhere, those included that nobody can be blamed for
  int check() {
    for (var fact : scene.facts()) {
      var turns = scene.aws().turns(fact.callSid());
      ends(fact);
      ours(fact);
      legal(fact);
      turns(fact, turns);
      words(fact, turns);
      apart(fact, turns);
      mails(fact, turns);
      met(fact);
    }
    scene.modelServer().refused().stream()
        .filter(refused -> !refused.code().filter(CROSSING::contains).isPresent())
        .forEach(refused -> report("legal", 0, "the model refuses " + refused));
    left();
    return gone;
  }

  /// Refusals that two messages bring about which cross on their way.
  private static final Set<String> CROSSING =
      Set.of(
          "response_cancel_not_active",
          "conversation_already_has_active_response",
          "input_audio_buffer_commit_empty");

  private void met(CallFacts fact) {
    scene
        .record(fact)
        .flatMap(CallRecord::voice)
        .filter(CallRecord.Voice::failed)
        .ifPresent(_ -> fact.met().add(Rarity.STOOD_IN.sign()));
  }

  private void ends(CallFacts fact) {
    if (fact.report().isEmpty()) {
      report("ends", fact.call(), "its telephone is still busy");
    }
    if (scene.record(fact).filter(call -> call.endedAt().isPresent()).isEmpty()
        && fact.taken()
        && !scene.aws().troubled("TABLE")) {
      report("ends", fact.call(), "no end is written");
    }
  }

  private void ours(CallFacts fact) {
    fact.log().stream()
        .filter(line -> FAULTS.contains(line.message()))
        .filter(line -> line.thrown().filter(t -> t.contains("OutOfReach")).isEmpty())
        .forEach(line -> report("fault of ours", fact.call(), line.toString()));
  }

  private void legal(CallFacts fact) {
    fact.report()
        .ifPresent(report ->
            report.refused().stream()
                .filter(refused -> !BROKEN.contains(refused.code()))
                .forEach(refused -> report("legal", fact.call(), refused.toString())));
  }

  private void turns(CallFacts fact, List<Turn> turns) {
    var spoken = turns.stream().filter(turn -> turn.seq() != Turn.VOICEMAIL).toList();
    var numbers = spoken.stream().map(Turn::seq).toList();
    var expected = IntStream.rangeClosed(1, numbers.size()).boxed().toList();
    if (!numbers.equals(expected) && !told(fact, "not written")) {
      report("turns", fact.call(), "they are numbered " + numbers);
    }
    var once = spoken.stream().map(turn -> turn.numbered(1)).distinct().count();
    if (once < spoken.size()) {
      report("turns", fact.call(), "some are written twice");
    }
    for (var turn : spoken) {
      if (turn.speaker() == Speaker.AVA) {
        said(fact, turn);
      }
    }
  }

  /// What Ava is noted to have said is what she said, from its beginning.
  private void said(CallFacts fact, Turn turn) {
    var words = words(turn.text());
    var first = words.stream().findFirst().flatMap(scene.cast()::answerWith);
    first.ifPresent(utterance -> {
      var whole = utterance.words();
      if (words.size() > whole.size() || !whole.subList(0, words.size()).equals(words)) {
        report("turns", fact.call(), "Ava said " + whole + ", written is " + words);
      }
    });
  }

  private static boolean told(CallFacts fact, String message) {
    return fact.log().stream().anyMatch(line -> line.error() && line.message().equals(message));
  }

  private void words(CallFacts fact, List<Turn> turns) {
    var written = new ArrayList<String>();
    turns.stream()
        .filter(turn -> turn.speaker() == Speaker.CALLER)
        .forEach(turn -> written.addAll(words(turn.text())));
    var kept = kept(fact);
    var logged = words(kept);
    var gap = namesAGap(turns) || kept.contains(UNHEARD);
    var lost = new ArrayList<String>();
    for (var word : fact.finishedWords()) {
      if (!written.contains(word.word()) && !logged.contains(word.word())) {
        gone++;
        excuses.of(fact, word, gap).ifPresentOrElse(fact.met()::add, () -> lost.add(word.word()));
      }
    }
    if (!lost.isEmpty()) {
      report("words", fact.call(), "lost are " + lost + ", written are " + written);
    }
    order(fact, written);
  }

  /// What the table did not take: it is in the log, or where who looks after dead letters finds it.
  private String kept(CallFacts fact) {
    var lines = fact.log().stream().filter(LogCatcher.Line::error).map(LogCatcher.Line::fields);
    var letters = scene.aws().sqs().dead().stream().map(message -> message.body());
    return Stream.concat(lines, letters).collect(joining("\n"));
  }

  private static boolean namesAGap(List<Turn> turns) {
    return turns.stream()
        .anyMatch(turn -> turn.speaker() == Speaker.CALLER && turn.text().equals(UNHEARD));
  }

  private void order(CallFacts fact, List<String> written) {
    // who could not read what was said before cannot go on counting
    if (told(fact, Rarity.NO_MEMORY.sign())) {
      return;
    }
    var all = fact.plan().utterances().stream().flatMap(u -> u.words().stream()).toList();
    var last = -1;
    for (var word : written) {
      var at = all.indexOf(word);
      if (at >= 0 && at < last && !fact.isLenient(Leniency.MODEL)) {
        report("words", fact.call(), word + " stands behind a later word in " + written);
        return;
      }
      last = Math.max(last, at);
    }
  }

  private void apart(CallFacts fact, List<Turn> turns) {
    var texts = new ArrayList<String>();
    turns.forEach(turn -> texts.add(turn.text()));
    fact.mails().forEach(taken -> texts.add(taken.mail().subject() + taken.mail().text()));
    for (var text : texts) {
      for (var word : words(text)) {
        Cast.callOf(word)
            .filter(call -> call != fact.call())
            .ifPresent(other -> report("apart", fact.call(), word + " is of call " + other));
      }
    }
  }

  private void mails(CallFacts fact, List<Turn> turns) {
    var first = 0;
    for (var taken : fact.mails()) {
      var text = taken.mail().subject() + " " + taken.mail().text();
      if (!text.contains("Complément") && !text.contains("peut-être déjà été envoyé")) {
        first++;
      }
    }
    if (first > 1) {
      report("one mail", fact.call(), first + " first mails");
    }
    var something =
        turns.stream().anyMatch(turn -> turn.speaker() == Speaker.CALLER)
            || scene.record(fact).filter(call -> !call.message().isEmpty()).isPresent();
    if (fact.mails().isEmpty()
        && something
        && !scene.aws().troubledForEver()
        && !told(fact, "summary not sent")
        && !messageLost(fact)) {
      report("one mail", fact.call(), "no mail, though there was something to tell");
    }
  }

  /// Neither table nor queue was there: the log has it all.
  private static boolean messageLost(CallFacts fact) {
    return fact.log().stream()
        .anyMatch(line -> line.error() && line.fields().contains("what=call-ended message"));
  }

  private void left() {
    if (scene.aws().troubledForEver()) {
      return;
    }
    for (var host : scene.bridges().all()) {
      if (!host.actor().gone() && host.calls() > 0) {
        report("left", 0, host.actor().name() + " still has " + host.calls() + " calls");
      }
    }
    if (scene.aws().sqs().left() > 0) {
      report("left", 0, scene.aws().sqs().left() + " messages");
    }
    if (scene.polly().running() > 0) {
      report("left", 0, scene.polly().running() + " texts that somebody reads out");
    }
    if (scene.world().fibers() > 0) {
      report("left", 0, scene.world().fibers() + " fibers");
    }
  }

  /// The words of a text that somebody in the world has for himself.
  private static List<String> words(String text) {
    return Arrays.stream(
            WORD.matcher(text).results().map(found -> found.group()).toArray(String[]::new))
        .filter(word -> Words.number(word).isPresent())
        .toList();
  }

  private void report(String invariant, int call, String what) {
    scene.violations().add(new Violation(invariant, call, what));
  }
}
