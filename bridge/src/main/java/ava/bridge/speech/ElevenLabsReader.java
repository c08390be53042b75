package ava.bridge.speech;

import ava.shared.call.Usage;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.Optional;

/// Reads in one call over one socket, with a context for each answer: it is closed once the last
/// line of the answer sounds, and at once when a line is not wanted any more. Thread: the loop's.
final class ElevenLabsReader implements SpeechProvider.Reader, ElevenLabsSocket.Owner {
  /// Behind the last letter of a line that is not the last: its sound may end a little later.
  private static final Duration LAST_BREATH = Duration.ofMillis(100);

  /// A line whose letters do not come is over when nothing else does. Then its context is closed,
  /// whose end says so surely.
  private static final Duration OUT_OF_BREATH = Duration.ofMillis(300);

  /// A socket over which nothing came for so long is not asked again.
  private static final Duration DEAD = Duration.ofMillis(500);

  /// Nobody speaks 27 letters a second: less sound than that is a broken line.
  private static final int LEAST_BYTES_PER_LETTER = 300;

  private final Loop loop;
  private final Dialer dialer;
  private final VoiceChoice.ElevenLabs choice;
  private Optional<ElevenLabsSocket> socket = Optional.empty();
  private Optional<Line> line = Optional.empty();
  private long lastHeard = Long.MIN_VALUE;
  private boolean tells;
  private boolean closed;

  ElevenLabsReader(Loop loop, Dialer dialer, VoiceChoice.ElevenLabs choice) {
    this.loop = loop;
    this.dialer = dialer;
    this.choice = choice;
    dial();
  }

  private ElevenLabsSocket dial() {
    var dialled = ElevenLabsSocket.dial(loop, dialer, choice, this);
    socket = Optional.of(dialled);
    tells = false;
    return dialled;
  }

  @Override
  public Loop.Running speak(String text, SpeechProvider.Ear ear) {
    var next = new Line(text, ear);
    line = Optional.of(next);
    if (socket.filter(ElevenLabsSocket::isFull).isPresent()) {
      socket.get().drop();
      socket = Optional.empty();
    }
    var on = socket.orElseGet(this::dial);
    if (on.isOpen()) {
      next.sayOn(on);
    }
    return next;
  }

  /// The caller has spoken: an answer that was left in the middle is over.
  @Override
  public void getReady() {
    if (line.isEmpty()) {
      socket.ifPresentOrElse(ElevenLabsSocket::closeContext, this::dial);
    }
  }

  @Override
  public void noMoreLines() {
    line.ifPresentOrElse(Line::endsAnswer, () -> socket.ifPresent(ElevenLabsSocket::closeContext));
  }

  @Override
  public void close() {
    closed = true;
    line.ifPresent(Line::cancel);
    socket.ifPresent(ElevenLabsSocket::drop);
    socket = Optional.empty();
  }

  @Override
  public void opened() {
    line.ifPresent(waiting -> waiting.sayOn(socket.orElseThrow()));
  }

  /// What comes of a context that is not the line's is late, and nobody's.
  @Override
  public void heard(ElevenLabsMessage message) {
    lastHeard = loop.nanos();
    line.filter(now -> now.context.isPresent() && now.context.equals(message.context()))
        .ifPresent(now -> now.hears(message));
  }

  /// A socket that worked, and ends while nobody speaks, is replaced before it is needed.
  @Override
  public void lost(boolean refused, String why, boolean worked) {
    socket = Optional.empty();
    var failed = line;
    failed.ifPresent(Line::over);
    failed.ifPresentOrElse(
        now -> now.ear.failed(refused, why),
        () -> {
          if (worked && !closed) {
            dial();
          }
        });
  }

  /// A line that is being spoken.
  private final class Line implements Loop.Running {
    private final SpeechProvider.Ear ear;
    private final long askedAt = loop.nanos();
    private final Aloud aloud;
    private final SaidWords words;
    private Optional<String> context = Optional.empty();
    private Loop.Running quiet = Loop.Running.OVER;
    private long bytes;
    private boolean last;
    private boolean over;

    Line(String text, SpeechProvider.Ear ear) {
      this.ear = ear;
      this.aloud = Aloud.of(text);
      this.words = new SaidWords(aloud, tells);
    }

    void sayOn(ElevenLabsSocket open) {
      var spoken = aloud.text();
      context = Optional.of(open.speak(spoken));
      ear.used(Usage.ofSpeech(spoken.length(), choice.price()));
    }

    /// A context that is closed before it sounds says nothing.
    void endsAnswer() {
      last = true;
      if (bytes > 0) {
        socket.ifPresent(ElevenLabsSocket::closeContext);
      }
    }

    void hears(ElevenLabsMessage message) {
      if (message.sounds()) {
        sounds(message);
      }
      if (message.last() && !over) {
        ends();
      }
    }

    private void sounds(ElevenLabsMessage message) {
      var sound = message.sound();
      bytes += sound.length;
      if (last) {
        endsAnswer();
      }
      words.hear(sound, message.letters(), this::tell);
      tells = words.tells();
      quiet.cancel();
      if (!over) {
        quiet = loop.after(words.areAllSaid() ? LAST_BREATH : OUT_OF_BREATH, this::isQuiet);
      }
    }

    /// Who hears it may want no more of it.
    private void tell(byte[] sound, Optional<String> said) {
      if (!over) {
        ear.sound(sound, said);
      }
    }

    private void isQuiet() {
      if (words.areAllSaid()) {
        ends();
      } else {
        socket.ifPresent(ElevenLabsSocket::closeContext);
      }
    }

    private void ends() {
      if (bytes < (long) aloud.text().length() * LEAST_BYTES_PER_LETTER) {
        over();
        ear.failed(false, "broke off");
        return;
      }
      words.left().ifPresent(left -> tell(new byte[0], Optional.of(left)));
      if (!over) {
        over();
        ear.done();
      }
    }

    private void over() {
      over = true;
      quiet.cancel();
      line = line.filter(now -> now != this);
    }

    @Override
    public void cancel() {
      over();
      if (lastHeard < askedAt && loop.nanos() - askedAt >= DEAD.toNanos()) {
        socket.ifPresent(ElevenLabsSocket::drop);
        socket = Optional.empty();
      } else {
        socket.ifPresent(ElevenLabsSocket::closeContext);
      }
    }
  }
}
