package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.TextSocket;
import ava.shared.settings.Secret;
import ava.simulator.SteppedWorld;
import ava.simulator.scenario.Checks;
import ava.simulator.wire.Fetcher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A telephone network in a stepped world with the smallest application at its other end, which
/// keeps what comes.
final class SteppedAva {
  static final Account ACCOUNT = Account.simulated(Secret.of("token"));
  static final URI BASE = URI.create("https://ava.example");
  static final String CONNECT =
      "<Connect action=\"/after-stream\"><Stream url=\"wss://ava.example/media-stream\""
          + " statusCallback=\"/stream-status\"><Parameter name=\"token\" value=\"1.ab\"/>"
          + "</Stream></Connect>";

  /// A message, or how the socket ended, and when.
  record Seen(Duration at, JsonNode message) {
    String event() {
      return message.path("event").asString("");
    }
  }

  /// A stream at the application's end.
  static final class Stream implements SteppedWorld.Ear {
    final List<Seen> seen = new ArrayList<>();
    private final SteppedAva ava;
    final TextSocket socket;

    private Stream(SteppedAva ava, TextSocket socket) {
      this.ava = ava;
      this.socket = socket;
    }

    @Override
    public void text(String text) {
      saw(JsonMapper.shared().readTree(text));
      if (seen.getLast().event().equals("start")) {
        ava.greeting.ifPresent(this::say);
      }
    }

    @Override
    public void closed(OptionalInt code) {
      saw(
          JsonMapper.shared()
              .createObjectNode()
              .put("event", code.isPresent() ? "closed " + code.getAsInt() : "gone"));
    }

    void mark(String name) {
      send("mark", "{\"name\":\"%s\"}".formatted(name));
    }

    private void say(String audio) {
      send("media", "{\"payload\":\"%s\"}".formatted(audio));
    }

    private void send(String event, String content) {
      var sid = seen("start").getFirst().message().path("streamSid").asString();
      socket.send(
          "{\"event\":\"%s\",\"streamSid\":\"%s\",\"%s\":%s}"
              .formatted(event, sid, event, content));
    }

    private void saw(JsonNode message) {
      seen.add(new Seen(ava.elapsed(), message));
    }

    List<Seen> seen(String event) {
      return seen.stream().filter(one -> one.event().equals(event)).toList();
    }
  }

  final SteppedWorld world = new SteppedWorld();
  final List<Stream> streams = new ArrayList<>();
  final List<Fetcher.Request> requests = new ArrayList<>();
  final List<Duration> requestedAt = new ArrayList<>();
  final TelephoneNetwork network;

  /// What each stream is sent when it starts, in base64.
  Optional<String> greeting = Optional.empty();

  private final Instant beginning = world.now();
  private final Map<String, List<String>> documents = new HashMap<>();

  SteppedAva() {
    network =
        new TelephoneNetwork(
            new TelephoneNetwork.Ports(world, world, world),
            ACCOUNT,
            new SplittableRandom(1),
            Checks.SCHEMA);
    for (var path :
        List.of("/twiml", "/after-stream", "/stream-status", "/call-status", "/voicemail")) {
      world.page(path, this::answer);
    }
    world.door(
        "/media-stream",
        (_, _, open) ->
            open.apply(socket -> {
              var stream = new Stream(this, socket);
              streams.add(stream);
              return stream;
            }));
  }

  private Fetcher.Answer answer(Fetcher.Request request) {
    requests.add(request);
    requestedAt.add(elapsed());
    var queue = documents.getOrDefault(request.url().getPath(), new ArrayList<>());
    var verbs = queue.isEmpty() ? "" : queue.removeFirst();
    return new Fetcher.Answer(200, "<Response>" + verbs + "</Response>");
  }

  /// The next documents at a path; then empty ones.
  SteppedAva at(String path, String... verbs) {
    documents.computeIfAbsent(path, _ -> new ArrayList<>()).addAll(List.of(verbs));
    return this;
  }

  Duration elapsed() {
    return Duration.between(beginning, world.now());
  }

  /// A call whose stream begins after 20 ms or so, of a caller who hangs up after a second.
  CallReport call(LineFault... faults) {
    var all = new ArrayList<>(List.of(faults));
    all.add(new LineFault.HangUp(Duration.ofSeconds(1)));
    return call(plan().withFaults(all.toArray(LineFault[]::new)));
  }

  static CallPlan plan() {
    return CallPlan.to(BASE, "+33612345678", "+33199001234", Caller.SILENT);
  }

  CallReport call(CallPlan plan) {
    var report = network.place(plan).report();
    world.run(Duration.ofMinutes(5));
    assertThat(report).isCompleted();
    return report.join();
  }

  Stream stream() {
    return streams.getFirst();
  }

  /// The paths of the requests in order.
  List<String> paths() {
    return requests.stream().map(request -> request.url().getPath()).toList();
  }

  static Dialled refused(int status) {
    return new Dialled.Refused(status, "");
  }
}
