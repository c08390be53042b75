package ava.simulator.voice;

import ava.shared.loop.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One stream of Polly's, as strict as the service: every frame is signed, nothing comes behind the
/// closing event, something comes every five seconds, and it is over after ten minutes. It speaks
/// what is flushed and whole sentences, and closes behind the last sound. Plain text only. Thread:
/// the loop's. Source: Amazon Polly, "Bidirectional streaming".
public final class PollyStreamServer {
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int SIGNATURE = 32;
  private static final Pattern SENTENCES = Pattern.compile("(?s).*[.!?…](?=\\s)");

  private final PollyServer server;
  private final Loop loop;
  private final String format;
  private final PollyServer.Answer answer;
  private final MessageDecoder decoder = new MessageDecoder(this::signed);
  private final Queue<String> texts = new ArrayDeque<>();
  private final StringBuilder unspoken = new StringBuilder();
  private Optional<PollySpeech> speech = Optional.empty();
  private Loop.Running beginning = Loop.Running.OVER;
  private Loop.Running idle = Loop.Running.OVER;
  private Loop.Running oldest = Loop.Running.OVER;
  private long characters;
  private boolean deaf;
  private boolean closing;
  private boolean over;

  PollyStreamServer(PollyServer server, Map<String, String> headers, PollyServer.Answer answer) {
    this.server = server;
    this.loop = server.loop();
    this.format = headers.getOrDefault("x-amzn-outputformat", "");
    this.answer = answer;
  }

  /// @param fault that lasts, whatever is asked
  void begin(Optional<PollyRules.Refused> refusal, Optional<PollyFault> fault) {
    var away = fault.filter(PollyFault.IS_AWAY::equals).isPresent();
    var ignores = fault.filter(PollyFault.IGNORES::equals).isPresent();
    deaf = away || ignores || refusal.isPresent();
    if (!deaf) {
      heard();
      oldest = loop.after(LONGEST, () -> quota("input-stream-timeout"));
    }
    if (!ignores) {
      beginning = loop.after(PollyServer.ANSWERS, () -> answers(refusal, away));
    }
  }

  private void answers(Optional<PollyRules.Refused> refusal, boolean away) {
    if (away) {
      stop();
      answer.cut();
    } else if (refusal.isPresent()) {
      stop();
      PollyServer.refuse(refusal.get(), answer);
    } else {
      answer.head(200, PollyServer.headers("application/vnd.amazon.eventstream", Map.of()));
    }
  }

  /// More of what the client sends.
  public void feed(byte[] bytes) {
    if (over || deaf) {
      return;
    }
    try {
      decoder.feed(bytes);
    } catch (RuntimeException broken) {
      invalid("A frame cannot be read: " + broken.getMessage());
    }
  }

  /// The client does not want it any more, or is gone.
  public void gone() {
    if (!over) {
      over = true;
      quiet();
      server.givenUp();
    }
  }

  private void signed(Message frame) {
    var signature = frame.getHeaders().get(":chunk-signature");
    if (signature == null
        || signature.getByteArray().length != SIGNATURE
        || !frame.getHeaders().containsKey(":date")) {
      invalid("A frame is not signed.");
    } else if (frame.getPayload().length > 0) {
      event(Message.decode(ByteBuffer.wrap(frame.getPayload())));
    }
  }

  private void event(Message event) {
    var type = event.getHeaders().get(":event-type");
    if (over) {
      return;
    }
    if (closing) {
      invalid("Something comes behind the closing event.");
      return;
    }
    switch (type == null ? "" : type.getString()) {
      case "TextEvent" -> text(event.getPayload());
      case "CloseStreamEvent" -> {
        closing = true;
        idle.cancel();
        speak(unspoken.length());
        goOn();
      }
      default -> invalid("There is no such event.");
    }
  }

  private void heard() {
    idle.cancel();
    idle = loop.after(LONGEST_IDLE, () -> quota("input-stream-inbound-event-timeout"));
  }

  private void text(byte[] payload) {
    heard();
    try {
      var json = JsonMapper.shared().readTree(payload);
      if (!json.path("TextType").asString("text").equals("text") || !json.has("Text")) {
        invalid("This simulator speaks plain text.");
        return;
      }
      var text = json.path("Text").asString("");
      characters += text.isBlank() ? 0 : text.length();
      unspoken.append(text);
      var sentences = SENTENCES.matcher(unspoken);
      if (json.path("FlushStreamConfiguration").path("Force").asBoolean(false)) {
        speak(unspoken.length());
      } else if (sentences.lookingAt()) {
        speak(sentences.end());
      }
      goOn();
    } catch (JacksonException e) {
      invalid("No JSON: " + e.getOriginalMessage());
    }
  }

  private void speak(int length) {
    var text = unspoken.substring(0, length).strip();
    unspoken.delete(0, length);
    if (!text.isEmpty()) {
      texts.add(text);
    }
  }

  private void goOn() {
    if (over || speech.isPresent()) {
      return;
    }
    if (!texts.isEmpty()) {
      next(texts.remove(), server.faults().take());
    } else if (closing) {
      stop();
      answer.part(PollyFrames.closed(characters));
      answer.end();
    }
  }

  private void next(String text, Optional<PollyFault> fault) {
    var refusal = fault.flatMap(f -> PollyRules.refusal(f, format));
    if (refusal.isPresent()) {
      exception(refusal.get().kind(), json(refusal.get().message()));
    } else if (fault.filter(PollyFault.IS_AWAY::equals).isPresent()) {
      stop();
      answer.cut();
    } else {
      var ignored = fault.filter(PollyFault.IGNORES::equals).map(_ -> PollyFault.STAYS_SILENT);
      var sounds = server.speech(text, format, ignored.or(() -> fault), new Sounding());
      speech = Optional.of(sounds);
      sounds.begin();
    }
  }

  // how it fails

  private void invalid(String why) {
    exception(
        "ValidationException",
        "{\"message\":%s,\"reason\":\"invalidInboundEvent\",\"fields\":[]}".formatted(quoted(why)));
  }

  private void quota(String code) {
    exception(
        "ServiceQuotaExceededException",
        "{\"message\":\"idle\",\"quotaCode\":\"%s\",\"serviceCode\":\"polly\"}".formatted(code));
  }

  private void exception(String kind, String json) {
    if (!over) {
      stop();
      answer.part(PollyFrames.exception(kind, json));
      answer.end();
    }
  }

  private static String json(String message) {
    return "{\"message\":" + quoted(message) + "}";
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private void stop() {
    over = true;
    quiet();
    server.over();
  }

  private void quiet() {
    beginning.cancel();
    idle.cancel();
    oldest.cancel();
    speech.ifPresent(PollySpeech::cancel);
  }

  /// The sound of a text, in frames.
  private final class Sounding implements PollySpeech.Out {
    @Override
    public void begins() {}

    @Override
    public void part(byte[] bytes) {
      answer.part(PollyFrames.audio(bytes));
    }

    @Override
    public void ends(PollySpeech.End how) {
      speech = Optional.empty();
      switch (how) {
        case WHOLE -> goOn();
        case RESET -> {
          stop();
          answer.reset();
        }
        case CUT -> {
          stop();
          answer.cut();
        }
      }
    }
  }
}
