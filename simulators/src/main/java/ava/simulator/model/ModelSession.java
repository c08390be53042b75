package ava.simulator.model;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.ToolCall;
import ava.simulator.wire.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One session of the model: takes the client's events one by one and does what the protocol says,
/// see [ItemEvents] and [Responses]. Belongs to the loop.
final class ModelSession implements CallerTurns.Session, TextSocket.Ear {
  /// What the sessions of a server share.
  ///
  /// @param closed is told the number of a session whose socket is closed
  record Surroundings(
      Loop loop,
      Pace pace,
      ClientRules rules,
      Consumer<Observation.InModel> observer,
      Consumer<Refusal> refusals,
      IntConsumer closed) {}

  private static final int LARGEST_APPEND = 15 * 1024 * 1024;

  private final Surroundings surroundings;
  private final int number;
  private final Strand loop;
  private final ModelFaults faults;
  private final Wire wire;
  private final SessionShape settings;
  private final Script.Player player;
  private final KnownItems conversation = new KnownItems();
  private final CallerTurns turns = new CallerTurns(this);
  private final ItemEvents items = new ItemEvents(this);
  private final Responses responses;
  private final Instant startedAt;
  private boolean hasSpoken;
  private int ids;

  ModelSession(
      Surroundings surroundings,
      int number,
      TextSocket socket,
      ModelFaults faults,
      Script.Player player,
      String model) {
    this.surroundings = surroundings;
    this.number = number;
    this.loop = new Strand(surroundings.loop(), _ -> {});
    this.faults = faults;
    this.wire = new Wire(loop, socket, faults);
    this.player = player;
    this.responses = new Responses(this, number);
    this.startedAt = loop.now();
    var lifetime =
        faults
            .take(ModelFault.ShortSession.class)
            .map(ModelFault.ShortSession::lifetime)
            .orElse(surroundings.pace().lifetime());
    this.settings =
        new SessionShape("sess_" + number, model, startedAt.plus(lifetime).getEpochSecond());
    loop.after(lifetime, () -> fail("session_expired"));
  }

  void open() {
    wire.send(wire.event("session.created").set("session", settings.echo()));
    var created = wire.event("conversation.created");
    created.putObject("conversation").put("id", "conv_1").put("object", "realtime.conversation");
    wire.send(created);
    faults.take(ModelFault.ErrorAtStart.class).ifPresent(fault -> fail(fault.code()));
  }

  /// Ends the session with an `error` event.
  void fail(String code) {
    fail(code, 1000);
  }

  void fail(String code, int closeCode) {
    var message =
        code.equals("session_expired")
            ? "Your session hit the maximum duration of 60 minutes."
            : "The session failed on purpose: " + code;
    wire.sendError(Refusal.of(number, code, message), "");
    wire.close(closeCode, code);
  }

  @Override
  public void text(String text) {
    loop.run(() -> received(text));
  }

  private void received(String text) {
    var event = JsonMapper.shared().missingNode();
    try {
      var audio = AppendedAudio.read(text);
      if (audio.isPresent()) {
        append(audio.get());
        return;
      }
      event = surroundings.rules().read(text);
      surroundings.rules().check(event);
      handle(event);
    } catch (RefusedException e) {
      var refusal = e.refusal(number, event.path("type").asString(""));
      surroundings.refusals().accept(refusal);
      observe(at ->
          new Observation.ModelRefuses(at, number, refusal.code().orElse(""), refusal.message()));
      wire.sendError(refusal, event.path("event_id").asString(""));
    }
  }

  /// No client may send this.
  @Override
  public void binary(int bytes) {
    var refused =
        RefusedException.of("invalid_json", "Events are text frames.").refusal(number, "(binary)");
    surroundings.refusals().accept(refused);
    wire.sendError(refused, "");
  }

  @Override
  public void tooBig() {
    wire.close(1009, "too big");
  }

  @Override
  public void pong() {}

  @Override
  public void broken(String why) {
    wire.peerClosed();
  }

  @Override
  public void closed(OptionalInt code) {
    wire.peerClosed();
    loop.end();
    surroundings.closed().accept(number);
  }

  private void handle(JsonNode event) {
    var type = event.path("type").asString("");
    var refused = faults.take(ModelFault.RefuseEvent.class, fault -> fault.type().equals(type));
    if (refused.isPresent()) {
      var id = event.path("event_id").asString("");
      wire.sendError(Refusal.onPurpose(number, refused.get().code()), id);
      return;
    }
    switch (type) {
      case "session.update" -> update(event.path("session"));
      case "input_audio_buffer.append" -> append(decode(event.path("audio").asString("")));
      case "input_audio_buffer.commit" -> turns.commit();
      case "input_audio_buffer.clear" -> turns.clear();
      case "conversation.item.create" -> items.create(event);
      case "conversation.item.retrieve" -> items.retrieve(event);
      case "conversation.item.truncate" -> items.truncate(event);
      case "conversation.item.delete" -> items.delete(event);
      case "response.create" -> {
        var id = event.path("event_id").asString("");
        responses.create(event.path("response"), id, turns.spoken());
      }
      case "response.cancel" -> responses.cancel(event.path("response_id").asString(""));
      default ->
          throw RefusedException.of(
              "invalid_value", "This event is for WebRTC and SIP only.", "type");
    }
  }

  private void update(JsonNode update) {
    settings.check(update, hasSpoken);
    if (faults.take(ModelFault.NeverUpdateSession.class).isPresent()) {
      return;
    }
    settings.merge(update);
    faults.take(ModelFault.VoiceObject.class).ifPresent(_ -> settings.nameVoiceInAnObject());
    wire.send(wire.event("session.updated").set("session", settings.echo()));
  }

  private void append(byte[] audio) {
    if (audio.length > LARGEST_APPEND) {
      throw RefusedException.of("invalid_value", "At most 15 MiB at once.", "audio");
    }
    var ear =
        settings
            .ear()
            .orElseThrow(() ->
                RefusedException.of("invalid_value", "This server has no such ear.", "audio"));
    var sound = ear.toMuLaw(audio);
    player.receives(sound);
    turns.hear(sound);
  }

  private static byte[] decode(String audio) {
    try {
      return Base64.getDecoder().decode(audio);
    } catch (IllegalArgumentException e) {
      throw RefusedException.of("invalid_value", "Not base64: " + e.getMessage(), "audio");
    }
  }

  @Override
  public void spokenOver() {
    responses.spokenOver();
  }

  @Override
  public void turnEnded() {
    responses.turnEnded(turns.spoken());
  }

  @Override
  public void ended(Answer answer, String status, String reason, Duration audio) {
    responses.ended(answer);
    if (status.equals("cancelled")) {
      observe(at -> new Observation.ModelCut(at, number, reason));
    } else {
      turns.waitsAfter(audio);
    }
  }

  private void observe(Function<Duration, Observation.InModel> what) {
    surroundings.observer().accept(what.apply(Duration.between(startedAt, loop.now())));
  }

  @Override
  public void heard(String words) {
    observe(at -> new Observation.ModelHears(at, number, words));
  }

  @Override
  public void says(String text) {
    hasSpoken = true;
    observe(at -> new Observation.ModelSays(at, number, text));
  }

  @Override
  public void calls(ToolCall call) {
    observe(at -> new Observation.ModelCalls(at, number, call.name(), call.arguments()));
  }

  @Override
  public String newId(String prefix) {
    ids++;
    return prefix + "_" + number + "_" + ids;
  }

  @Override
  public Wire wire() {
    return wire;
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public Pace pace() {
    return surroundings.pace();
  }

  @Override
  public ModelFaults faults() {
    return faults;
  }

  @Override
  public SessionShape settings() {
    return settings;
  }

  @Override
  public KnownItems conversation() {
    return conversation;
  }

  @Override
  public Script.Player player() {
    return player;
  }
}
