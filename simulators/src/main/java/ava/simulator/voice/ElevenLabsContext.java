package ava.simulator.voice;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is spoken in one context, text behind text. Thread: the loop's.
final class ElevenLabsContext {
  private static final Duration FIRST_SOUND = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /// What was under way when a context was closed still comes.
  private static final Duration STILL_COMES = Duration.ofMillis(50);

  private static final int FASTER = 5;

  /// Without `auto_mode` so many letters make a beginning.
  private static final int FIRST_SCHEDULED = 120;

  private static final List<Integer> PIECES = List.of(801, 1_601, 2_333, 3_200, 163);

  private final ElevenLabsSession session;
  private final String name;
  private final JsonNode settings;
  private Loop.Running next = Loop.Running.OVER;
  private String waiting = "";
  private String text = "";
  private byte[] sound = {};
  private Optional<ElevenLabsFault> fault = Optional.empty();
  private int sent;
  private int pieces;
  private boolean sounded;
  private boolean speaking;
  private boolean closed;

  ElevenLabsContext(ElevenLabsSession session, String name, JsonNode settings) {
    this.session = session;
    this.name = name;
    this.settings = settings;
  }

  boolean isClosed() {
    return closed;
  }

  boolean hasSettings(JsonNode message) {
    return message.path("voice_settings").equals(settings);
  }

  void stop() {
    next.cancel();
  }

  /// Another text, which is spoken behind those before it.
  void add(String more, boolean flush, Optional<ElevenLabsFault> failing) {
    waiting += more;
    fault = failing.or(() -> fault);
    if (flush || session.manner().automatic() || waiting.length() >= FIRST_SCHEDULED) {
      var spoken = waiting.strip();
      waiting = "";
      var rest = Arrays.copyOfRange(sound, sent, sound.length);
      text = text.substring(Math.min(text.length(), letterAt(sent))) + spoken;
      sound = Clip.join(List.of(Clip.of(rest), session.manner().mouth().apply(spoken))).bytes();
      sent = 0;
      if (!speaking) {
        speaking = true;
        sounded = false;
        next = session.loop().after(has(ElevenLabsFault.IS_LATE) ? LATE : FIRST_SOUND, this::part);
      }
    }
  }

  private boolean has(ElevenLabsFault asked) {
    return fault.filter(asked::equals).isPresent();
  }

  /// Nothing more is said in it. A text that has begun to sound still comes whole; of one that has
  /// not the rest is lost.
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (speaking && !sounded) {
      next.cancel();
      session.log().swallows();
      next = session.loop().after(STILL_COMES, this::swallow);
    } else if (!speaking) {
      next = session.loop().after(STILL_COMES, this::tellEnd);
    }
  }

  private void swallow() {
    if (!has(ElevenLabsFault.STAYS_SILENT)) {
      say(0, Math.min(sound.length, PIECES.getFirst()));
    }
    tellEnd();
  }

  private void part() {
    if (has(ElevenLabsFault.STAYS_SILENT)) {
      return;
    }
    if (has(ElevenLabsFault.NO_SOUND)) {
      session.say(named(JsonMapper.shared().createObjectNode().putNull("audio")));
      next = session.loop().after(FIRST_SOUND, this::part);
      return;
    }
    var length = Math.min(PIECES.get(pieces++ % PIECES.size()), sound.length - sent);
    var from = sent;
    sent += length;
    sounded = true;
    say(from, length);
    var half = sent >= sound.length / 2;
    if (half && has(ElevenLabsFault.BREAKS)) {
      session.breaksOff();
    } else if (half && has(ElevenLabsFault.CUTS)) {
      session.cuts();
    } else {
      var pauses = has(ElevenLabsFault.PAUSES) && half && from < sound.length / 2;
      var pace = Duration.ofMillis(Math.max(1, length / Clip.BYTES_PER_MS / FASTER));
      next =
          session
              .loop()
              .after(pauses ? PAUSE : pace, sent < sound.length ? this::part : this::isSpoken);
    }
  }

  private void isSpoken() {
    speaking = false;
    fault = fault.filter(ElevenLabsFault.NEVER_FINAL::equals);
    if (closed) {
      tellEnd();
    }
  }

  private void tellEnd() {
    if (!has(ElevenLabsFault.NEVER_FINAL)) {
      session.say(named(JsonMapper.shared().createObjectNode().put("isFinal", true)));
    }
    session.isOver(name);
  }

  private void say(int from, int length) {
    if (has(ElevenLabsFault.MIXES)) {
      session.say(
          sounding(new byte[length]).put("contextId", name + "-another").putNull("alignment"));
    }
    if (has(ElevenLabsFault.SPELLS_OTHERWISE)) {
      session.say(named(JsonMapper.shared().createObjectNode().put("type", "flush_done")));
    }
    var message = named(sounding(Arrays.copyOfRange(sound, from, from + length)));
    if (session.manner().letters() && !has(ElevenLabsFault.NO_LETTERS)) {
      align(message, from, length);
    } else {
      message.putNull("alignment");
    }
    session.say(message);
  }

  private static ObjectNode sounding(byte[] part) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("audio", Base64.getEncoder().encodeToString(part));
  }

  private ObjectNode named(ObjectNode message) {
    return message.put(has(ElevenLabsFault.SPELLS_OTHERWISE) ? "context_id" : "contextId", name);
  }

  /// The letters that begin in this piece, whose times begin with it.
  private void align(ObjectNode message, int from, int length) {
    var alignment = message.putObject("alignment");
    var chars = alignment.putArray("chars");
    var starts = alignment.putArray("charStartTimesMs");
    var durations =
        alignment.putArray(
            has(ElevenLabsFault.SPELLS_OTHERWISE) ? "charDurationsMs" : "charsDurationsMs");
    IntStream.range(letterAt(from), letterAt(from + length))
        .forEach(letter -> place(letter, from, length, chars, starts, durations));
    message.set("normalizedAlignment", alignment.deepCopy());
  }

  private void place(
      int letter, int from, int length, ArrayNode chars, ArrayNode starts, ArrayNode durations) {
    var begins = Math.max(0, byteOf(letter) - from);
    var ends = Math.min(length, byteOf(letter + 1) - from);
    chars.add(text.substring(letter, letter + 1));
    starts.add(begins / Clip.BYTES_PER_MS);
    durations.add((ends - begins) / Clip.BYTES_PER_MS);
  }

  /// How many letters begin before this byte.
  private int letterAt(int place) {
    return sound.length == 0
        ? 0
        : place >= sound.length
            ? text.length()
            : (int) Math.ceilDiv((long) place * text.length(), sound.length);
  }

  private int byteOf(int letter) {
    return (int) ((long) letter * sound.length / text.length());
  }
}
