package ava.simulator.voice;

import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.simulator.wire.RoughSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One socket of the [ElevenLabsServer] with its contexts. A wrong message ends it, as the service
/// ends it. Thread: the loop's.
final class ElevenLabsSession implements TextSocket.Ear {
  private static final int MOST_CONTEXTS = 5;
  private static final int POLICY = 1008;
  private static final int TOO_BIG = 1009;
  private static final int INTERNAL = 1011;

  private final Loop loop;
  private final ElevenLabsFaults faults;
  private final ElevenLabsServer.Log log;
  private final TextSocket socket;
  private final ElevenLabsServer.Manner manner;
  private final Map<String, ElevenLabsContext> contexts = new LinkedHashMap<>();
  private Loop.Running idle = Loop.Running.OVER;
  private boolean over;

  ElevenLabsSession(
      Loop loop,
      ElevenLabsFaults faults,
      ElevenLabsServer.Log log,
      TextSocket socket,
      ElevenLabsServer.Manner manner) {
    this.loop = loop;
    this.faults = faults;
    this.log = log;
    this.socket = socket;
    this.manner = manner;
    waitForWords();
  }

  private void waitForWords() {
    idle.cancel();
    idle =
        loop.after(
            Duration.ofSeconds(manner.inactivitySeconds()),
            () -> fail("input_timeout_exceeded", "Nothing was said for too long.", POLICY));
  }

  Loop loop() {
    return loop;
  }

  ElevenLabsServer.Log log() {
    return log;
  }

  ElevenLabsServer.Manner manner() {
    return manner;
  }

  @Override
  public void text(String text) {
    if (over) {
      return;
    }
    waitForWords();
    try {
      if (JsonMapper.shared().readTree(text) instanceof ObjectNode message) {
        take(message);
      } else {
        refuse("no object");
      }
    } catch (JacksonException e) {
      refuse("no JSON: " + e.getOriginalMessage());
    }
  }

  private void take(ObjectNode message) {
    var name = message.path("context_id").asString("");
    var context = Optional.ofNullable(contexts.get(name));
    if (message.path("close_socket").asBoolean(false)) {
      socket.close();
    } else if (name.isEmpty()) {
      refuse("a message without context");
    } else if (message.path("close_context").asBoolean(false)) {
      context.ifPresentOrElse(
          ElevenLabsContext::close, () -> refuse("no context " + name + " to close"));
    } else if (context.isEmpty()) {
      open(name, message);
    } else {
      add(context.get(), message);
    }
  }

  private void open(String name, JsonNode message) {
    if (contexts.size() >= MOST_CONTEXTS) {
      log.refuses("more than " + MOST_CONTEXTS + " contexts");
      fail(
          "max_active_conversations",
          "Maximum simultaneous contexts exceeded (" + MOST_CONTEXTS + ").",
          POLICY);
    } else if (message.path("text").asString("").equals(" ")) {
      contexts.put(name, new ElevenLabsContext(this, name, message.path("voice_settings")));
    } else {
      refuse("context " + name + " does not begin with a blank");
    }
  }

  private void add(ElevenLabsContext context, JsonNode message) {
    var text = message.path("text").asString("");
    if (context.isClosed()) {
      refuse("a text for a context that was closed");
    } else if (message.has("voice_settings") && !context.hasSettings(message)) {
      refuse("other settings in the middle of a context");
    } else if (!text.isEmpty() && !text.endsWith(" ")) {
      refuse("a text without a space at its end");
    } else if (!text.isBlank()) {
      speak(context, text, message.path("flush").asBoolean(false));
    }
  }

  private void speak(ElevenLabsContext context, String text, boolean flush) {
    log.pays(text.strip());
    var fault = faults.takeOfText();
    if (fault.filter(ElevenLabsFault.QUOTA_GONE::equals).isPresent()) {
      fail("quota_exceeded", "This request exceeds your quota.", POLICY);
    } else if (fault.filter(ElevenLabsFault.VOICE_UNFIT::equals).isPresent()) {
      end(TOO_BIG, "message too big");
    } else {
      log.speaks(text.strip());
      context.add(text, flush, fault);
    }
  }

  /// A context has told its end.
  void isOver(String name) {
    contexts.remove(name);
  }

  /// What goes out, as long as somebody is there.
  void say(ObjectNode message) {
    if (!over) {
      socket.send(message.toString());
    }
  }

  /// An error of its own.
  void breaksOff() {
    end(INTERNAL, "internal error");
  }

  void cuts() {
    stop();
    RoughSocket.of(socket).reset();
  }

  private void refuse(String why) {
    log.refuses(why);
    fail("invalid_input_message", why, POLICY);
  }

  private void fail(String kind, String message, int code) {
    say(
        JsonMapper.shared()
            .createObjectNode()
            .put("message", message)
            .put("error", kind)
            .put("code", code));
    end(code, kind);
  }

  private void end(int code, String reason) {
    stop();
    socket.close(code, reason);
  }

  private void stop() {
    over = true;
    idle.cancel();
    contexts.values().forEach(ElevenLabsContext::stop);
    contexts.clear();
  }

  @Override
  public void binary(int bytes) {
    refuse("a binary message");
  }

  @Override
  public void tooBig() {
    refuse("a message that is too big");
  }

  @Override
  public void pong() {}

  @Override
  public void broken(String why) {
    stop();
  }

  @Override
  public void closed(OptionalInt code) {
    stop();
  }
}
