package ava.simulator.model;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.ToolCall;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One response on its way out: its events in the order of the protocol, the audio faster than real
/// time. Belongs to the loop.
final class Answer {
  /// What an answer needs of its session.
  interface Session {
    Wire wire();

    Loop loop();

    Pace pace();

    ModelFaults faults();

    SessionShape settings();

    KnownItems conversation();

    String newId(String prefix);

    /// The model begins to say something.
    void says(String text);

    void calls(ToolCall call);

    /// The answer is over; `audio` is how much of it was sent.
    void ended(Answer answer, String status, String reason, Duration audio);
  }

  private static final Duration BETWEEN_LATE = Duration.ofMillis(20);

  private final Session session;
  private final String id;
  private final JsonNode request;
  private final boolean inConversation;
  private final Beats beats;
  private final ArrayNode output = JsonMapper.shared().createArrayNode();
  private final ResponseCost tokens;
  private Optional<Sentence> open = Optional.empty();

  Answer(Session session, JsonNode request, ResponseCost tokens) {
    this.session = session;
    this.id = session.newId("resp");
    this.request = request;
    this.tokens = tokens;
    this.inConversation = !request.path("conversation").asString("auto").equals("none");
    this.beats = new Beats(session);
  }

  String id() {
    return id;
  }

  boolean inConversation() {
    return inConversation;
  }

  boolean speaks() {
    return session.settings().speaks(request);
  }

  /// Announces the response, then sends it.
  void begin(Script.Reply reply) {
    session
        .wire()
        .send(session.wire().event("response.created").set("response", resource("in_progress")));
    session.wire().send(ResponseCost.left(session.wire()));
    var failed = session.faults().take(ModelFault.FailResponse.class);
    if (failed.isPresent()) {
      fail(failed.get().code());
      return;
    }
    if (session.faults().take(ModelFault.NoAudio.class).isEmpty()) {
      plan(reply);
    }
    session
        .faults()
        .take(ModelFault.Incomplete.class)
        .ifPresent(fault -> beats.add(() -> end("incomplete", fault.reason())));
    beats.add(() -> end("completed", ""));
    beats.begin();
  }

  /// Ends it early: `turn_detected` or `client_cancelled`.
  void cancel(String reason) {
    beats.end();
    var late = session.faults().take(ModelFault.LateDeltas.class);
    var cut = open;
    end("cancelled", reason);
    late.ifPresent(fault -> cut.ifPresent(sentence -> sendLate(sentence, fault.count())));
  }

  private void plan(Script.Reply reply) {
    var times = session.faults().take(ModelFault.ToolTwice.class).isPresent() ? 2 : 1;
    var calls = Collections.nCopies(times, reply.calls()).stream().flatMap(List::stream).toList();
    var toolsFirst = session.faults().take(ModelFault.ToolFirst.class).isPresent();
    if (toolsFirst) {
      calls.forEach(this::plan);
    }
    reply.speech().ifPresent(this::plan);
    if (!toolsFirst) {
      calls.forEach(this::plan);
    }
  }

  private void plan(Script.Speech speech) {
    var mouth = session.settings().mouth(request).orElse(SoundFormat.MU_LAW);
    var sentence = new Sentence(session, this::send, id, speaks(), mouth, speech.text());
    var twoParts = session.faults().take(ModelFault.TwoParts.class).isPresent();
    beats.add(() -> start(sentence));
    var audio = speech.clip().bytes();
    var chunk = Math.toIntExact(session.pace().chunk().toMillis() * Clip.BYTES_PER_MS);
    var words = speech.text().split("(?<= )");
    var deltas = speaks() ? Math.max(1, (audio.length + chunk - 1) / chunk) : words.length;
    var half = session.faults().take(ModelFault.Incomplete.class);
    for (var index = 0; index < deltas; index++) {
      var said =
          String.join(
              "",
              Arrays.copyOfRange(
                  words,
                  share(words.length, index, deltas),
                  share(words.length, index + 1, deltas)));
      var from = index * chunk;
      var part =
          speaks()
              ? Arrays.copyOfRange(audio, from, Math.min(audio.length, from + chunk))
              : new byte[0];
      if (half.isPresent() && index == deltas / 2) {
        beats.add(() -> end("incomplete", half.get().reason()));
      }
      if (twoParts && index == (deltas + 1) / 2) {
        beats.add(sentence::nextPart);
      }
      beats.addPaced(() -> say(sentence, said, part));
    }
    beats.add(() -> finish(sentence, "completed"));
  }

  /// The transcript is never behind the sound.
  private static int share(int words, int part, int parts) {
    return (words * part + parts - 1) / parts;
  }

  private void plan(ToolCall call) {
    beats.add(() -> {
      session.calls(call);
      new ResponseCall(
              this::send,
              session.wire(),
              session.newId("item"),
              session.newId("call"),
              id,
              output.size(),
              session.faults().take(ModelFault.NoToolStatus.class).isEmpty())
          .send(call);
    });
  }

  private void start(Sentence sentence) {
    open = Optional.of(sentence);
    session.says(sentence.text());
    sentence.begin(output.size());
  }

  private void say(Sentence sentence, String words, byte[] audio) {
    beats.sent(audio.length);
    sentence.say(words, audio);
  }

  private void finish(Sentence sentence, String status) {
    open = Optional.empty();
    sentence.finish(status);
  }

  private void sendLate(Sentence sentence, int count) {
    for (var index = 0; index < count; index++) {
      var audio = Clip.silence(session.pace().chunk()).bytes();
      session.loop().after(BETWEEN_LATE.multipliedBy(index + 1), () -> sentence.delta(audio));
    }
  }

  private void fail(String code) {
    var response = resource("failed");
    var type = code.equals("server_error") ? "server_error" : "invalid_request_error";
    response
        .putObject("status_details")
        .put("type", "failed")
        .putObject("error")
        .put("type", type)
        .put("code", code)
        .put("message", "The model failed on purpose: " + code);
    finish(response, "failed", code);
  }

  private void end(String status, String reason) {
    open.ifPresent(sentence -> finish(sentence, "incomplete"));
    var response = resource(status);
    if (!reason.isEmpty()) {
      response.putObject("status_details").put("type", status).put("reason", reason);
    }
    response.set("usage", tokens.usage(beats.sent()));
    finish(response, status, reason);
  }

  private void finish(ObjectNode response, String status, String reason) {
    beats.end();
    session.wire().send(session.wire().event("response.done").set("response", response));
    session.ended(this, status, reason, beats.sent());
  }

  private ObjectNode resource(String status) {
    var response = JsonMapper.shared().createObjectNode();
    response.put("object", "realtime.response").put("id", id).put("status", status);
    response.putNull("status_details");
    response.set("output", output.deepCopy());
    response.put("conversation_id", inConversation ? "conv_1" : null);
    session.settings().describe(response, request);
    response.putNull("usage");
    response.set(
        "metadata", request.has("metadata") ? request.get("metadata") : response.nullNode());
    return response;
  }

  /// Sends an event of the response; an item that is added also joins the conversation.
  private void send(ObjectNode event, Optional<ObjectNode> done) {
    session.wire().send(event);
    var type = event.path("type").asString("");
    if (type.startsWith("response.output_item.") && inConversation) {
      var added = type.endsWith("added");
      var item = (ObjectNode) event.get("item");
      var known =
          added
              ? session.conversation().append(item.deepCopy(), "")
              : session.conversation().find(item.path("id").asString("")).orElseThrow();
      if (!added) {
        known.json().setAll(item.deepCopy());
        if (item.path("type").asString("").equals("function_call")) {
          known.text(item.path("name").asString("") + item.path("arguments").asString(""));
        }
      }
      var echo = session.wire().event("conversation.item." + (added ? "added" : "done"));
      echo.set("previous_item_id", session.conversation().before(known));
      session.wire().send(echo.set("item", item));
    }
    done.ifPresent(output::add);
  }
}
