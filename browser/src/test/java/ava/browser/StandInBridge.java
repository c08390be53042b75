package ava.browser;

import ava.embedded.EmbeddedSes;
import ava.embedded.aws.LocalAws;
import ava.local.mail.Mailbox;
import ava.local.phone.PhoneDesk;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml;
import ava.shared.web.FormFields;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The page `/phone` before a bridge that does only what a test tells it: it keeps every message of
/// the stream and every request that Twilio would make. Safe for several threads.
final class StandInBridge implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Secret TOKEN = Secret.of("the token of nobody's account");
  private static final URI PUBLIC = URI.create("https://ava.example");
  private static final URI STREAMS = URI.create("wss://ava.example/media-stream");

  private final Vertx vertx = Vertx.vertx();
  private final LocalAws aws =
      LocalAws.start(Optional.empty(), EmbeddedSes.start(Mailbox.inMemory()));
  private final SignedToken tokens = new SignedToken(TOKEN, Clock.systemUTC());
  private final Twiml twiml = new Twiml(PUBLIC, Optional.of(STREAMS), tokens, "le cabinet");
  private final TwilioSignature signature = new TwilioSignature(TOKEN);
  private volatile Optional<PhoneDesk> desk = Optional.empty();
  private final List<JsonNode> messages = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<ServerWebSocket> stream = Optional.empty();
  private final int port;

  StandInBridge() {
    port =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    var place = new PhoneDesk.Place(URI.create(origin()), PUBLIC, STREAMS, TOKEN, Optional.empty());
    var store = new CallStore(aws.table(), LocalAws.TABLE, Clock.systemUTC());
    desk = Optional.of(new PhoneDesk(place, store, Clock.systemUTC()));
  }

  String origin() {
    return "http://127.0.0.1:" + port;
  }

  private void answer(HttpServerRequest request) {
    if (desk.orElseThrow().handle(request)) {
      return;
    }
    if (request.path().equals("/media-stream")) {
      open(request);
    } else {
      request.bodyHandler(body -> webhook(request, FormFields.parse(body.toString())));
    }
  }

  private void open(HttpServerRequest request) {
    if (!signature.accepts(STREAMS.toString(), List.of(), signed(request))) {
      request.response().setStatusCode(403).end();
      return;
    }
    request
        .toWebSocket()
        .onSuccess(opened -> {
          opened.textMessageHandler(text -> messages.add(JSON.readTree(text)));
          stream = Optional.of(opened);
        });
  }

  private void webhook(HttpServerRequest request, FormFields form) {
    var url = PUBLIC + request.path();
    var fields = form.entries();
    if (!signature.accepts(url, fields, signed(request))) {
      request.response().setStatusCode(403).end();
      return;
    }
    asked.add(request.path() + " " + form.get("CallStatus"));
    switch (request.path()) {
      case "/twiml" ->
          request
              .response()
              .end(
                  twiml.connect(
                      new CallSid(form.get("CallSid")),
                      new PhoneNumber(form.get("From")),
                      new PhoneNumber(form.get("To")),
                      Twiml.Opening.NEW));
      case "/after-stream" -> request.response().end("<Response><Hangup/></Response>");
      default -> request.response().setStatusCode(204).end();
    }
  }

  private static String signed(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("X-Twilio-Signature")).orElse("");
  }

  /// What came on the stream so far.
  List<JsonNode> messages() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }

  List<JsonNode> messages(String event) {
    return messages().stream().filter(m -> m.path("event").asString("").equals(event)).toList();
  }

  /// What Twilio asked, each with the call's state.
  List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  boolean admits(String callSid, String token) {
    return tokens.accepts(Twiml.Opening.NEW.subject(new CallSid(callSid)), token);
  }

  void plays(byte[] sound) {
    var message = JSON.createObjectNode().put("event", "media");
    message.putObject("media").put("payload", Base64.getEncoder().encodeToString(sound));
    send(message);
  }

  void marks(String name) {
    var message = JSON.createObjectNode().put("event", "mark");
    message.putObject("mark").put("name", name);
    send(message);
  }

  void clears() {
    send(JSON.createObjectNode().put("event", "clear"));
  }

  private void send(ObjectNode message) {
    var start = messages("start").getFirst();
    message.put("streamSid", start.path("streamSid").asString());
    var open = stream.orElseThrow();
    open.writeTextMessage(message.toString()).toCompletionStage().toCompletableFuture().join();
  }

  void closesStream() {
    stream.orElseThrow().close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    desk.ifPresent(PhoneDesk::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    aws.close();
  }
}
