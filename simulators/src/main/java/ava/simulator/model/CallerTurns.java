package ava.simulator.model;

import ava.simulator.model.ModelFault.Transcribe.How;
import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The caller's side of a session: from audio to turns and their transcripts. Belongs to the loop.
final class CallerTurns {
  /// What the turns do to the session.
  interface Session extends Answer.Session {
    Script.Player player();

    void heard(String words);

    /// The caller begins to speak.
    void spokenOver();

    /// The caller's turn is over.
    void turnEnded();
  }

  private static final int SHORTEST_COMMIT_MS = 100;

  private final Session session;
  private final VoiceActivity voice = new VoiceActivity();
  private final List<Runnable> held = new ArrayList<>();
  private String itemId = "";
  private long spokenMs;
  private long idleAtMs = Long.MAX_VALUE;

  CallerTurns(Session session) {
    this.session = session;
  }

  /// How long the caller has spoken so far.
  Duration spoken() {
    return Duration.ofMillis(spokenMs);
  }

  void hear(byte[] audio) {
    var tuning = session.settings().voiceActivity();
    if (tuning.isEmpty()) {
      voice.keep(audio);
      return;
    }
    for (var change : voice.hear(audio, tuning.get())) {
      switch (change) {
        case VoiceActivity.Change.Started(var atMs) -> started(atMs);
        case VoiceActivity.Change.Stopped(var atMs, var turn) -> stopped(atMs, turn);
      }
    }
    if (!voice.speaking() && voice.heardMs() >= idleAtMs) {
      idle();
    }
  }

  /// Starts the idle time-out behind an answer of this length.
  void waitsAfter(Duration answer) {
    idleAtMs =
        session
            .settings()
            .idleTimeoutMs()
            .map(timeout -> voice.heardMs() + answer.toMillis() + timeout)
            .orElse(Long.MAX_VALUE);
  }

  void commit() {
    if (voice.bufferedMs() < SHORTEST_COMMIT_MS) {
      throw RefusedException.of(
          "input_audio_buffer_commit_empty",
          "Error committing input audio buffer: buffer too small. Expected at least 100ms of"
              + " audio.");
    }
    var turn = itemId.isEmpty() ? session.newId("item") : itemId;
    var utterance = voice.take();
    voice.clear();
    commit(turn, utterance);
  }

  void clear() {
    voice.clear();
    session.wire().send(session.wire().event("input_audio_buffer.cleared"));
  }

  private void started(long atMs) {
    itemId = session.newId("item");
    idleAtMs = Long.MAX_VALUE;
    session
        .wire()
        .send(
            session
                .wire()
                .event("input_audio_buffer.speech_started")
                .put("audio_start_ms", atMs)
                .put("item_id", itemId));
    session
        .faults()
        .take(ModelFault.HoldSpeech.class)
        .ifPresent(fault -> voice.holdOn(fault.length()));
    session.spokenOver();
  }

  private void stopped(long atMs, Clip turn) {
    session
        .wire()
        .send(
            session
                .wire()
                .event("input_audio_buffer.speech_stopped")
                .put("audio_end_ms", atMs)
                .put("item_id", itemId));
    commit(itemId, turn.bytes());
    session.turnEnded();
  }

  private void idle() {
    var from = Math.max(0, voice.heardMs() - voice.bufferedMs());
    idleAtMs = Long.MAX_VALUE;
    var turn = session.newId("item");
    session
        .wire()
        .send(
            session
                .wire()
                .event("input_audio_buffer.timeout_triggered")
                .put("audio_start_ms", from)
                .put("audio_end_ms", voice.heardMs())
                .put("item_id", turn));
    commit(turn, voice.take());
    session.turnEnded();
  }

  private void commit(String turn, byte[] utterance) {
    itemId = "";
    spokenMs += utterance.length / Clip.BYTES_PER_MS;
    var committed = session.wire().event("input_audio_buffer.committed").put("item_id", turn);
    session
        .conversation()
        .last()
        .ifPresentOrElse(
            last -> committed.put("previous_item_id", last),
            () -> committed.putNull("previous_item_id"));
    session.wire().send(committed);
    var item =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", turn)
            .put("object", "realtime.item")
            .put("type", "message")
            .put("status", "completed")
            .put("role", "user");
    item.putArray("content").addObject().put("type", "input_audio").putNull("transcript");
    var words = session.player().hears(utterance);
    var known = session.conversation().append(item, words);
    for (var type : List.of("added", "done")) {
      var event = session.wire().event("conversation.item." + type);
      event.set("previous_item_id", session.conversation().before(known));
      session.wire().send(event.set("item", item.deepCopy()));
    }
    if (session.settings().transcribes()) {
      transcribe(turn, words, utterance.length / 8000.0);
    }
  }

  private void transcribe(String turn, String words, double seconds) {
    session.heard(words);
    var how = session.faults().take(ModelFault.Transcribe.class).map(ModelFault.Transcribe::how);
    var credit = session.faults().take(ModelFault.Credit.class).map(ModelFault.Credit::text);
    var said = credit.map(text -> (words + " " + text).strip()).orElse(words);
    var completed = completed(turn, how.filter(How.EMPTY::equals).isPresent() ? "" : said, seconds);
    if (how.filter(How.NEVER::equals).isPresent()) {
      return;
    }
    if (how.filter(How.FIRST::equals).isPresent()) {
      send(completed);
    } else if (how.filter(How.AFTER_NEXT_TURN::equals).isPresent()) {
      held.add(() -> send(completed));
    } else {
      var event = how.filter(How.FAILED::equals).isPresent() ? failed(turn) : completed;
      var late = session.faults().take(ModelFault.LateTranscript.class);
      var pause = session.pace().transcribe();
      session
          .loop()
          .after(late.map(fault -> pause.plus(fault.by())).orElse(pause), () -> settle(event));
    }
  }

  /// The conversation's item shows the words from then on.
  private void send(ObjectNode event) {
    var item = session.conversation().find(event.path("item_id").asString(""));
    item.filter(_ -> event.has("transcript"))
        .ifPresent(turn -> turn.transcribed(event.path("transcript").asString("")));
    session.wire().send(event);
  }

  private void settle(ObjectNode event) {
    if (event.has("transcript")) {
      var delta = session.wire().event("conversation.item.input_audio_transcription.delta");
      delta.put("item_id", event.path("item_id").asString("")).put("content_index", 0);
      session.wire().send(delta.put("delta", event.path("transcript").asString("")));
    }
    send(event);
    held.forEach(Runnable::run);
    held.clear();
  }

  private ObjectNode completed(String turn, String words, double seconds) {
    var event = session.wire().event("conversation.item.input_audio_transcription.completed");
    event.put("item_id", turn).put("content_index", 0).put("transcript", words);
    event.putObject("usage").put("type", "duration").put("seconds", seconds);
    return event;
  }

  private ObjectNode failed(String turn) {
    var event = session.wire().event("conversation.item.input_audio_transcription.failed");
    event.put("item_id", turn).put("content_index", 0);
    event
        .putObject("error")
        .put("type", "transcription_error")
        .put("code", "audio_unintelligible")
        .put("message", "The audio could not be transcribed.")
        .putNull("param");
    return event;
  }
}
