package ava.bridge.call;

import ava.shared.call.Speaker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is said becomes turns, and what a new session must be told of it.
final class TurnFlow {
  private final Draft d;
  private Conversation conversation;

  TurnFlow(Draft draft, Conversation conversation) {
    this.d = draft;
    this.conversation = conversation;
  }

  Conversation conversation() {
    return conversation;
  }

  // the caller's turns

  void callerBegins(String item, Instant at) {
    conversation = conversation.begin(item, Speaker.CALLER, at);
  }

  Instant beginningOf(String item) {
    return conversation.open().find(item).map(OpenTurn::startedAt).orElse(d.now);
  }

  void callerEnds(String item) {
    conversation = conversation.ended(item, d.now);
  }

  /// Speech was noise after all.
  void wasNoise(String item) {
    conversation = conversation.unheard(item);
  }

  /// In what was taken for noise he may have spoken after all.
  void mayHaveSpokenIn(Hearing.Noise noise) {
    callerBegins(noise.item(), noise.since());
  }

  /// What he may have said nobody hears any more.
  void missed() {
    conversation = conversation.missed(d.now);
  }

  void placed(String item, Optional<String> previous, Speaker speaker) {
    conversation = conversation.place(item, previous, speaker, d.now);
  }

  /// The first words of a transcript that is still being written.
  void transcribing(String item, String words) {
    conversation = conversation.allWords(item, 0, words);
  }

  void transcribed(String item, String words) {
    conversation = conversation.transcribed(item, words, d.now);
  }

  void untranscribed(String item) {
    conversation = conversation.untranscribed(item, d.now);
  }

  void transcriptLate() {
    conversation = conversation.giveUpOldest(d.now);
  }

  /// @return all keys of this turn
  String keyed(char key) {
    conversation = conversation.keyed(key, d.now);
    return conversation.open().keys().orElseThrow().text();
  }

  /// @return the keys that were pressed, if any were
  Optional<String> keysDone() {
    var keys = conversation.open().keys().map(OpenTurn::text);
    conversation = conversation.keysDone(d.now);
    return keys;
  }

  // Ava's turns

  void avaBegins(String item) {
    conversation = conversation.begin(item, Speaker.AVA, d.now);
  }

  void avaSays(String item, int part, String delta) {
    avaBegins(item);
    conversation = conversation.hearWords(item, part, delta);
  }

  void avaSaid(String item, int part, String text) {
    conversation = conversation.allWords(item, part, text);
  }

  /// The caller heard an item to its end.
  void heard(String item) {
    conversation = conversation.ended(item, d.now);
  }

  /// The words of an item, as far as they are known.
  String wordsOf(String item) {
    return conversation.wordsOf(item);
  }

  /// No more words come for what Ava says.
  void worded() {
    conversation = conversation.answered();
  }

  /// Ava was cut in these pieces.
  void cut(List<Playback.Piece> pieces) {
    conversation = conversation.cutAt(pieces, d.now);
    dropUnheard();
  }

  /// Ava was cut between two of her sentences.
  void stopped(String item) {
    conversation = conversation.stopped(item, d.now);
  }

  /// Answers of which no audio was sent were never said.
  void dropUnheard() {
    for (var turn : conversation.open().list()) {
      if (turn.speaker() == Speaker.AVA && !d.voice.plays(turn.itemId())) {
        var heard = turn.endedAt().isPresent() ? turn.text() : "";
        conversation = conversation.settle(turn.itemId(), heard, d.now);
      }
    }
  }

  // what a session knows

  void used(Effect.RunTool tool, String output) {
    conversation =
        conversation.remember(
            new Memory.UsedTool(tool.callId(), tool.name(), tool.arguments(), output));
  }

  /// When the caller began what the session heard without writing it down, if that can be heard
  /// again.
  Optional<Instant> unheard() {
    return conversation.unheard(d.now);
  }

  /// How many of the caller's turns since then have ended, and are heard again.
  int endedSince(Instant since) {
    return conversation.endedSince(since);
  }

  /// The session that heard them is gone.
  ///
  /// @param again from when on the next one hears the caller again
  void sessionLost(Optional<Instant> again) {
    again.ifPresent(since -> conversation = conversation.unsaid(since, d.now));
    conversation = conversation.giveUp(d.now, false);
  }

  /// Takes out the turns that can be written. Of a line that has fallen silent nobody knows what he
  /// hears, and another process may have him next, which must know what he said.
  void write() {
    var written = (d.caller.isLineSilent() ? conversation.hisFirst() : conversation).write();
    conversation = written.conversation();
    written.turns().forEach(turn -> d.emit(new Effect.SaveTurn(turn)));
  }
}
