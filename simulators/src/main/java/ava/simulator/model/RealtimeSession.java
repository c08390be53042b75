package ava.simulator.model;

import ava.simulator.scenario.Observation;
import ava.simulator.scenario.ToolCall;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One session of the model: takes the client's events one by one and does what the protocol says,
/// see [ItemEvents] for those about the conversation. Belongs to the event loop.
final class RealtimeSession implements CallerTurns.Session {
  /// What the sessions of a simulator share.
  record Surroundings(
      Vertx vertx,
      Pace pace,
      ModelFaults faults,
      ClientRules rules,
      Consumer<Observation.InModel> observer,
      Consumer<Refusal> refusals) {}

  private static final int LARGEST_APPEND = 15 * 1024 * 1024;

  private final Surroundings surroundings;
  private final int number;
  private final Wire wire;
  private final SessionSettings settings;
  private final Script.Player player;
  private final Conversation conversation = new Conversation();
  private final CallerTurns turns = new CallerTurns(this);
  private final ItemEvents items = new ItemEvents(this);
  private final long startedAt = System.nanoTime();
  private final long expiry;
  private Optional<Answer> active = Optional.empty();
  private boolean hasSpoken;
  private int ids;

  RealtimeSession(
      Surroundings surroundings, int number, Wire wire, Script.Player player, String model) {
    this.surroundings = surroundings;
    this.number = number;
    this.wire = wire;
    this.player = player;
    var lifetime =
        surroundings
            .faults()
            .take(ModelFault.ShortSession.class)
            .map(ModelFault.ShortSession::lifetime)
            .orElse(surroundings.pace().lifetime());
    var expiresAt = System.currentTimeMillis() / 1000 + lifetime.toSeconds();
    this.settings = new SessionSettings("sess_" + number, model, expiresAt);
    this.expiry =
        surroundings
            .vertx()
            .setTimer(Math.max(1, lifetime.toMillis()), _ -> failSession("session_expired"));
  }

  void open() {
    wire.send(wire.event("session.created").set("session", settings.echo()));
    var created = wire.event("conversation.created");
    created.putObject("conversation").put("id", "conv_1").put("object", "realtime.conversation");
    wire.send(created);
    surroundings
        .faults()
        .take(ModelFault.ErrorAtStart.class)
        .ifPresent(fault -> failSession(fault.code()));
  }

  void closed() {
    wire.peerClosed();
    surroundings.vertx().cancelTimer(expiry);
    active = Optional.empty();
  }

  /// Ends the session with an `error` event.
  void failSession(String code) {
    failSession(code, 1000);
  }

  void failSession(String code, int closeCode) {
    var message =
        code.equals("session_expired")
            ? "Your session hit the maximum duration of 60 minutes."
            : "The session failed on purpose: " + code;
    wire.sendError(Refusal.of(number, code, message), "");
    wire.close(closeCode, code);
  }

  void received(String text) {
    var event = (JsonNode) JsonMapper.shared().createObjectNode();
    try {
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

  /// A frame that no client may send.
  void receivedBinary() {
    var refused =
        RefusedException.of("invalid_json", "Events are text frames.").refusal(number, "(binary)");
    surroundings.refusals().accept(refused);
    wire.sendError(refused, "");
  }

  private void handle(JsonNode event) {
    switch (event.path("type").asString("")) {
      case "session.update" -> update(event.path("session"));
      case "input_audio_buffer.append" -> append(event.path("audio").asString(""));
      case "input_audio_buffer.commit" -> turns.commit();
      case "input_audio_buffer.clear" -> turns.clear();
      case "conversation.item.create" -> items.create(event);
      case "conversation.item.retrieve" -> items.retrieve(event);
      case "conversation.item.truncate" -> items.truncate(event);
      case "conversation.item.delete" -> items.delete(event);
      case "response.create" ->
          respond(event.path("response"), event.path("event_id").asString(""));
      case "response.cancel" -> cancel(event.path("response_id").asString(""));
      default ->
          throw RefusedException.of(
              "invalid_value", "This event is for WebRTC and SIP only.", "type");
    }
  }

  private void update(JsonNode update) {
    settings.check(update, hasSpoken);
    if (surroundings.faults().take(ModelFault.NeverUpdateSession.class).isPresent()) {
      return;
    }
    settings.merge(update);
    surroundings
        .faults()
        .take(ModelFault.VoiceObject.class)
        .ifPresent(_ -> settings.nameVoiceInAnObject());
    wire.send(wire.event("session.updated").set("session", settings.echo()));
  }

  private void append(String audio) {
    var ear =
        settings
            .ear()
            .orElseThrow(() ->
                RefusedException.of("invalid_value", "This server has no such ear.", "audio"));
    if (audio.length() > LARGEST_APPEND) {
      throw RefusedException.of("invalid_value", "At most 15 MiB at once.", "audio");
    }
    var bytes = ear.toMuLaw(decode(audio));
    player.receives(bytes);
    turns.hear(bytes);
  }

  private static byte[] decode(String audio) {
    try {
      return Base64.getDecoder().decode(audio);
    } catch (IllegalArgumentException e) {
      throw RefusedException.of("invalid_value", "Not base64: " + e.getMessage(), "audio");
    }
  }

  private void respond(JsonNode request, String eventId) {
    var refused = surroundings.faults().take(ModelFault.RefuseResponse.class);
    if (refused.isPresent()) {
      wire.sendError(Refusal.onPurpose(number, refused.get().code()), eventId);
      return;
    }
    var answer = new Answer(this, request, tokens());
    if (answer.inConversation() && active.isPresent()) {
      throw RefusedException.of(
          "conversation_already_has_active_response",
          "Conversation already has an active response in progress: "
              + active.get().id()
              + ". Wait until the response is finished before creating a new one.");
    }
    if (answer.speaks() && settings.mouth(request).isEmpty()) {
      throw RefusedException.of(
          "invalid_value", "This server has no such voice.", "response.audio");
    }
    if (surroundings.faults().take(ModelFault.ForgetResponse.class).isPresent()) {
      return;
    }
    if (answer.inConversation()) {
      active = Optional.of(answer);
    }
    answer.begin(
        player.replies(request.path("instructions").asString(""), settings.tools(request)));
  }

  private void cancel(String responseId) {
    var running = active.filter(answer -> responseId.isEmpty() || answer.id().equals(responseId));
    if (running.isEmpty()) {
      throw RefusedException.of(
          "response_cancel_not_active", "Cancellation failed: no active response found");
    }
    running.get().cancel("client_cancelled");
  }

  @Override
  public void spokenOver() {
    if (settings.interruptsResponse()) {
      active.ifPresent(answer -> answer.cancel("turn_detected"));
    }
  }

  @Override
  public void turnEnded() {
    if (settings.createsResponse() && active.isEmpty()) {
      respond(JsonMapper.shared().createObjectNode(), "");
    }
  }

  @Override
  public void ended(Answer answer, String status, String reason, Duration audio) {
    active = active.filter(running -> running != answer);
    if (status.equals("cancelled")) {
      observe(at -> new Observation.ModelCut(at, number, reason));
    } else {
      turns.waitsAfter(audio);
    }
  }

  private Tokens tokens() {
    var letters = conversation.remembered().stream().mapToInt(item -> item.text().length()).sum();
    return new Tokens(
        letters + settings.echo().path("instructions").asString("").length(), turns.spoken());
  }

  private void observe(Function<Duration, Observation.InModel> what) {
    surroundings.observer().accept(what.apply(Duration.ofNanos(System.nanoTime() - startedAt)));
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
  public Vertx vertx() {
    return surroundings.vertx();
  }

  @Override
  public Pace pace() {
    return surroundings.pace();
  }

  @Override
  public ModelFaults faults() {
    return surroundings.faults();
  }

  @Override
  public SessionSettings settings() {
    return settings;
  }

  @Override
  public Conversation conversation() {
    return conversation;
  }

  @Override
  public Script.Player player() {
    return player;
  }
}
