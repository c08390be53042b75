package ava.bridge.openai;

import ava.bridge.SteppedSocket;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks just enough of the Realtime API to open sessions, and records what it hears.
final class FakeModel implements Dialer {
  /// From the dialling to the answer.
  static final Duration DISTANCE = Duration.ofMillis(60);

  private static final String UPDATED =
      """
      {"type":"session.updated","session":{"type":"realtime","expires_at":4102444800,
      "tools":[{"name":"noter_message"},{"name":"raccrocher"}],
      "audio":{"input":{"format":{"type":"audio/pcmu"}},
      "output":{"format":{"type":"audio/pcmu"},"voice":"marin"}}}}\
      """;

  private final Loop loop;
  private final List<Session> sessions = new ArrayList<>();
  private final List<JsonNode> heard = new ArrayList<>();
  private final List<Handshake> refused = new ArrayList<>();
  private Manner manner = Manner.GOOD;
  private Optional<Instant> expiry = Optional.empty();

  FakeModel(Loop loop) {
    this.loop = loop;
  }

  /// What becomes of a handshake or a session's settings.
  record Manner(Dialled answer, boolean talks, String updated) {
    private static final Dialled WELL = new Dialled.Failed("not at all");

    static final Manner GOOD = new Manner(WELL, true, UPDATED);

    static Manner answering(Dialled answer) {
      return new Manner(answer, true, UPDATED);
    }

    static Manner silent() {
      return new Manner(WELL, false, UPDATED);
    }

    static Manner confirming(String event) {
      return new Manner(WELL, true, event);
    }
  }

  record Handshake(URI to, Map<String, String> headers) {
    String authorization() {
      return headers.getOrDefault("Authorization", "");
    }
  }

  record Session(SteppedSocket socket, Handshake handshake) {}

  void behave(Manner next) {
    manner = next;
  }

  void sessionsExpireAt(Instant time) {
    expiry = Optional.of(time);
  }

  /// The sessions so far, in the order of their opening.
  List<Session> sessions() {
    return sessions;
  }

  Session latest() {
    return sessions.getLast();
  }

  List<Handshake> refused() {
    return refused;
  }

  /// What all sessions sent, but how they were set up.
  List<JsonNode> heard() {
    return heard;
  }

  @Override
  public void dial(
      URI to,
      Map<String, String> headers,
      Duration within,
      TextSocket.Ear ear,
      Consumer<Dialled> then) {
    var handshake = new Handshake(to, headers);
    var expected = manner;
    loop.after(
        DISTANCE,
        () -> {
          if (expected.answer().equals(Manner.WELL)) {
            then.accept(new Dialled.Open(opened(handshake, ear, expected)));
          } else {
            refused.add(handshake);
            then.accept(expected.answer());
          }
        });
  }

  private SteppedSocket opened(Handshake handshake, TextSocket.Ear ear, Manner expected) {
    var updates = new ArrayList<Runnable>();
    var socket = new SteppedSocket(loop, text -> hear(text, updates));
    updates.add(() -> socket.say(expected.updated()));
    socket.heardBy(ear);
    sessions.add(new Session(socket, handshake));
    if (expected.talks()) {
      socket.say(
          "{\"type\":\"session.created\",\"session\":{\"type\":\"realtime\""
              + expiry.map(time -> ",\"expires_at\":" + time.getEpochSecond()).orElse("")
              + "}}");
    }
    return socket;
  }

  /// A session is set up by its first event.
  private void hear(String text, List<Runnable> updates) {
    if (updates.isEmpty()) {
      heard.add(JsonMapper.shared().readTree(text));
    } else {
      updates.removeFirst().run();
    }
  }
}
