package ava.bridge.speech;

import ava.bridge.SteppedSocket;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// The other side of a socket, which says what a test has it say.
final class FakeElevenLabs implements Dialer {
  static final Duration DISTANCE = Duration.ofMillis(60);
  static final int BYTES_PER_LETTER = 8 * 50;

  private final Loop loop;
  private final List<SteppedSocket> sockets = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final List<URI> dialled = new ArrayList<>();
  private final List<Map<String, String>> headers = new ArrayList<>();
  private Optional<Dialled> refusal = Optional.empty();

  FakeElevenLabs(Loop loop) {
    this.loop = loop;
  }

  void refuses(Dialled answer) {
    refusal = Optional.of(answer);
  }

  List<URI> dialled() {
    return dialled;
  }

  List<Map<String, String>> headers() {
    return headers;
  }

  /// What came over all sockets, shortened: `a1 text`, `a1 opened`, `a1 closed`, `a1 alive`.
  List<String> sent() {
    return sent;
  }

  SteppedSocket socket() {
    return sockets.getLast();
  }

  @Override
  public void dial(
      URI to,
      Map<String, String> with,
      Duration within,
      TextSocket.Ear ear,
      Consumer<Dialled> then) {
    dialled.add(to);
    headers.add(with);
    loop.after(DISTANCE, () -> then.accept(refusal.orElseGet(() -> new Dialled.Open(opened(ear)))));
  }

  private SteppedSocket opened(TextSocket.Ear ear) {
    var socket = new SteppedSocket(loop, text -> sent.add(shortened(text)));
    socket.heardBy(ear);
    sockets.add(socket);
    return socket;
  }

  private static String shortened(String text) {
    var node = JsonMapper.shared().readTree(text);
    var context = node.path("context_id").asString("?") + " ";
    if (node.path("close_context").asBoolean(false)) {
      return context + "closed";
    }
    return switch (node.path("text").asString("?")) {
      case " " -> context + "opened";
      case "" -> context + "alive";
      case String words -> context + (node.path("flush").asBoolean() ? words : "?").strip();
    };
  }

  /// Some letters are said, each as long as the others.
  void says(String context, String letters) {
    says(context, letters, "chars", "charStartTimesMs", "charsDurationsMs", "contextId");
  }

  void says(String context, String letters, String... names) {
    var alignment =
        "\"alignment\":{\"%s\":[%s],\"%s\":[%s],\"%s\":[%s]},"
            .formatted(
                names[0],
                letters
                    .chars()
                    .mapToObj(c -> "\"" + (char) c + "\"")
                    .collect(Collectors.joining(",")),
                names[1],
                numbers(letters, n -> 50 * n),
                names[2],
                numbers(letters, _ -> 50));
    socket().say("{" + alignment + sound(letters.length() * BYTES_PER_LETTER, context, names[3]));
  }

  private static String numbers(String letters, IntUnaryOperator number) {
    return IntStream.range(0, letters.length())
        .map(number)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  /// Sound of which nobody tells what it is.
  void hums(String context, int letters) {
    socket().say("{" + sound(letters * BYTES_PER_LETTER, context, "contextId"));
  }

  private static String sound(int bytes, String context, String name) {
    return "\"audio\":\"%s\",\"%s\":\"%s\"}"
        .formatted(Base64.getEncoder().encodeToString(new byte[bytes]), name, context);
  }

  void ends(String context) {
    socket().say("{\"isFinal\":true,\"contextId\":\"" + context + "\"}");
  }

  void complains(String kind) {
    socket().say("{\"message\":\"No.\",\"error\":\"" + kind + "\",\"code\":1008}");
  }
}
