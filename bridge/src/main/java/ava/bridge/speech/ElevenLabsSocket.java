package ava.bridge.speech;

import ava.shared.loop.Dialer;
import ava.shared.loop.Dialer.Dialled;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One WebSocket to ElevenLabs with its contexts: what is said in one of them comes back under its
/// name. Thread: the loop's. Source: the API reference of `multi-stream-input`.
final class ElevenLabsSocket implements TextSocket.Ear {
  /// More of them at once are refused, together with the socket.
  static final int MOST_CONTEXTS = 5;

  private static final Duration OPEN_WITHIN = Duration.ofSeconds(2);

  /// A context without a word is given up after some time of its own, and the socket with it.
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  /// With which a voice that the model does not have is refused.
  private static final int TOO_BIG = 1009;

  /// What another text would not change.
  private static final List<String> FOR_GOOD =
      List.of(
          "quota_exceeded",
          "invalid_api_key",
          "missing_permissions",
          "payment_required",
          "detected_unusual_activity",
          "voice_not_found",
          "model_not_found",
          "unsupported_model",
          "invalid_output_format");

  private final Loop loop;
  private final Owner owner;
  private final Set<String> contexts = new LinkedHashSet<>();
  private Optional<TextSocket> socket = Optional.empty();
  private Optional<String> open = Optional.empty();
  private Loop.Running alive = Loop.Running.OVER;
  private int made;
  private boolean heard;
  private boolean over;

  /// Whose socket it is.
  interface Owner {
    void opened();

    void heard(ElevenLabsMessage message);

    /// The last call.
    ///
    /// @param refused another socket would be refused as well
    /// @param worked it has spoken before
    void lost(boolean refused, String why, boolean worked);
  }

  private ElevenLabsSocket(Loop loop, Owner owner) {
    this.loop = loop;
    this.owner = owner;
  }

  /// Returns at once.
  static ElevenLabsSocket dial(
      Loop loop, Dialer dialer, VoiceChoice.ElevenLabs choice, Owner owner) {
    var made = new ElevenLabsSocket(loop, owner);
    dialer.dial(
        choice.speech(),
        Map.of(VoiceChoice.ElevenLabs.KEY_HEADER, choice.secret()),
        OPEN_WITHIN,
        made,
        made::answered);
    return made;
  }

  private void answered(Dialled answer) {
    switch (answer) {
      case Dialled.Open(var opened) -> opened(opened);
      case Dialled.Refused(var status, _) ->
          lost(
              status >= BAD_REQUEST && status < SERVER_ERROR && status != TOO_MANY_REQUESTS,
              "HTTP " + status);
      case Dialled.Failed(var why) -> lost(false, why);
    }
  }

  private void opened(TextSocket opened) {
    if (over) {
      opened.close();
      return;
    }
    socket = Optional.of(opened);
    alive = loop.after(KEEP_ALIVE, this::keepAlive);
    owner.opened();
  }

  private void keepAlive() {
    open.ifPresentOrElse(
        context -> send(ElevenLabsMessage.keepingAlive(context)),
        () -> socket.ifPresent(TextSocket::ping));
    alive = loop.after(KEEP_ALIVE, this::keepAlive);
  }

  boolean isOpen() {
    return !over && socket.isPresent();
  }

  /// Whether no context can be opened before others have ended.
  boolean isFull() {
    return open.isEmpty() && contexts.size() >= MOST_CONTEXTS;
  }

  /// Speaks a text behind those before it, in a new context if none is open.
  ///
  /// @return the context
  String speak(String text) {
    if (open.isEmpty()) {
      made++;
      var context = "a" + made;
      contexts.add(context);
      open = Optional.of(context);
      send(ElevenLabsMessage.opening(context));
    }
    send(ElevenLabsMessage.speaking(open.get(), text));
    return open.get();
  }

  /// No more is said in the context that is open; what was said in it still comes, if any of it
  /// came before.
  void closeContext() {
    open.ifPresent(context -> send(ElevenLabsMessage.closing(context)));
    open = Optional.empty();
  }

  private void send(String text) {
    socket.ifPresent(to -> to.send(text));
  }

  /// Lets it go; nothing is told any more.
  void drop() {
    over = true;
    alive.cancel();
    socket.ifPresent(TextSocket::close);
  }

  @Override
  public void text(String text) {
    if (over) {
      return;
    }
    var message = ElevenLabsMessage.read(text);
    heard |= message.sounds();
    if (message.problem().isPresent()) {
      var kind = message.problem().get().kind();
      lost(FOR_GOOD.contains(kind), kind);
      return;
    }
    if (message.last()) {
      message
          .context()
          .ifPresent(context -> {
            contexts.remove(context);
            open = open.filter(name -> !name.equals(context));
          });
    }
    owner.heard(message);
  }

  /// It speaks in text only.
  @Override
  public void binary(int bytes) {}

  @Override
  public void pong() {}

  @Override
  public void tooBig() {
    lost(false, "message too large");
  }

  @Override
  public void broken(String why) {
    lost(false, why);
  }

  @Override
  public void closed(OptionalInt code) {
    var told = code.isPresent() ? "closed " + code.getAsInt() : "closed";
    lost(code.isPresent() && code.getAsInt() == TOO_BIG, told);
  }

  private void lost(boolean refused, String why) {
    if (!over) {
      drop();
      owner.lost(refused, why, heard);
    }
  }
}
