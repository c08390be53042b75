package ava.bridge.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/// A session of the model in a rehearsal: says the greeting that it is asked for, then answers
/// again and again. Into each third answer the caller cuts. Thread: the event loop.
final class RehearsalModel {
  private static final int PIECES = 25;
  private static final int CUT_EACH = 3;
  private static final long BETWEEN_TURNS_MS = 5;
  private static final String FRAME = "f39/".repeat(54);

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final int turns;
  private final Runnable spoken;
  private boolean taking;
  private boolean speaking;
  private int turn;

  RehearsalModel(Vertx vertx, ServerWebSocket socket, int turns, Runnable spoken) {
    this.vertx = vertx;
    this.socket = socket;
    this.turns = turns;
    this.spoken = spoken;
  }

  void open() {
    socket.textMessageHandler(this::heard);
    say("{\"type\":\"session.created\",\"event_id\":\"e0\",\"session\":{\"type\":\"realtime\"}}");
  }

  private void heard(String text) {
    if (text.startsWith("{\"type\":\"input_audio_buffer.append\"")) {
      return;
    }
    if (text.contains("\"session.update\"")) {
      say("{\"type\":\"session.updated\",\"event_id\":\"e1\",\"session\":{\"type\":\"realtime\"}}");
      if (text.contains("\"create_response\":true") && !taking) {
        taking = true;
        takeTurn();
      }
    } else if (text.contains("\"response.create\"")) {
      answer(quoted(text));
    }
  }

  private static String quoted(String text) {
    var end = text.lastIndexOf('»');
    var begin = text.lastIndexOf('«', end);
    return begin < 0 ? "Bonjour." : text.substring(begin + 1, end).strip();
  }

  private void takeTurn() {
    if (socket.isClosed()) {
      return;
    }
    if (turn == turns) {
      spoken.run();
      return;
    }
    callerBegins();
    speaking = false;
    var item = callersItem();
    say("{\"type\":\"input_audio_buffer.speech_stopped\",\"event_id\":\"e3\"," + item + "}");
    say("{\"type\":\"input_audio_buffer.committed\",\"event_id\":\"e4\"," + item + "}");
    say(
        "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"event_id\":\"e5\","
            + item
            + ",\"content_index\":0,\"transcript\":\"Bonjour.\","
            + "\"usage\":{\"type\":\"duration\",\"seconds\":1}}");
    answer("Je vous écoute.");
    vertx.setTimer(BETWEEN_TURNS_MS, _ -> takeTurn());
  }

  private String callersItem() {
    return "\"item_id\":\"item_U" + (turn + 1) + "\"";
  }

  /// He may have begun while he was answered.
  private void callerBegins() {
    if (!speaking) {
      speaking = true;
      say(
          "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"e2\","
              + callersItem()
              + "}");
    }
  }

  private void answer(String words) {
    turn++;
    var response = "\"response_id\":\"resp_" + turn + "\"";
    var place =
        response + ",\"item_id\":\"item_A" + turn + "\",\"output_index\":0,\"content_index\":0";
    say(
        "{\"type\":\"response.created\",\"event_id\":\"e6\",\"response\":{\"id\":\"resp_"
            + turn
            + "\",\"status\":\"in_progress\"}}");
    for (var piece = 0; piece < PIECES; piece++) {
      say(
          "{\"type\":\"response.output_audio.delta\",\"event_id\":\"e7\","
              + place
              + ",\"delta\":\""
              + FRAME
              + "\"}");
    }
    var cut = taking && turn % CUT_EACH == 0 && turn < turns;
    if (cut) {
      callerBegins();
    }
    say("{\"type\":\"response.output_audio.done\",\"event_id\":\"e8\"," + place + "}");
    say(
        "{\"type\":\"response.output_audio_transcript.done\",\"event_id\":\"e9\","
            + place
            + ",\"transcript\":\""
            + words
            + "\"}");
    say(
        "{\"type\":\"response.done\",\"event_id\":\"e10\",\"response\":{\"id\":\"resp_"
            + turn
            + "\",\"status\":\""
            + (cut ? "cancelled" : "completed")
            + "\",\"output\":[],\"usage\":{\"total_tokens\":2,"
            + "\"input_tokens\":1,\"output_tokens\":1}}}");
  }

  private void say(String event) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(event);
    }
  }
}
