package ava.bridge.speech;

import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.polly.model.StartSpeechSynthesisStreamActionStream;
import software.amazon.awssdk.services.polly.model.StartSpeechSynthesisStreamResponseHandler;
import software.amazon.awssdk.services.polly.model.TextType;

/// One `StartSpeechSynthesisStream`: the lines of an answer go in as they come and sound in one
/// prosody. Nothing says where a line ends in the sound: it has when enough of it has come and no
/// more does, and the last one with the stream. A stream is good only with its closing event; the
/// client takes one that is reset for one that ends. Thread: the loop's. Source: Amazon Polly,
/// "Bidirectional streaming".
final class PollyStream {
  /// The service closes a stream in which nothing comes for five seconds.
  private static final Duration KEPT_ALIVE = Duration.ofSeconds(4);

  /// The service closes a stream after ten minutes.
  private static final Duration OLDEST = Duration.ofMinutes(9);

  /// Sound comes faster than it is spoken, in pieces: so long without is the end of a line.
  private static final Duration LINE_ENDS = Duration.ofMillis(250);

  private static final String NOTHING = " ";

  private final PollyVoice voice;
  private final Loop loop;
  private final Consumer<PollyStream> again;
  private final PollyTexts texts;
  private final PollySound sound;
  private final long openedAt;
  private final List<byte[]> late = new ArrayList<>();
  private CompletableFuture<Void> asking = new CompletableFuture<>();
  private Optional<Line> line = Optional.empty();
  private Optional<SpeechProvider.Ear> payer = Optional.empty();
  private Loop.Running alive = Loop.Running.OVER;
  private Loop.Running pause = Loop.Running.OVER;
  private long characters;
  private boolean closing;
  private boolean good;
  private boolean over;

  /// The line that sounds, and how much of it has.
  private static final class Line {
    private final String text;
    private final SpeechProvider.Ear ear;
    private long bytes;

    Line(String text, SpeechProvider.Ear ear) {
      this.text = text;
      this.ear = ear;
    }

    boolean mayBeWhole() {
      return PollySound.mayBeAll(bytes, text);
    }
  }

  /// @param again takes this stream when the voice does not speak in its format
  PollyStream(PollyVoice voice, Consumer<PollyStream> again) {
    this.voice = voice;
    this.loop = voice.loop();
    this.again = again;
    this.texts = new PollyTexts(loop);
    this.sound = new PollySound(voice.format());
    this.openedAt = loop.nanos();
  }

  void open() {
    asking = voice.client().startSpeechSynthesisStream(voice.streamRequest(), texts, handler());
    var _ =
        asking.whenComplete((_, thrown) ->
            loop.execute(() -> ended(Optional.ofNullable(thrown).map(PollyProblem::of))));
    staysAlive();
  }

  /// On the SDK's threads. Its `onError` comes twice: what it says the future says once.
  private StartSpeechSynthesisStreamResponseHandler handler() {
    return StartSpeechSynthesisStreamResponseHandler.builder()
        .subscriber(
            StartSpeechSynthesisStreamResponseHandler.Visitor.builder()
                .onAudioEvent(event -> {
                  var part = event.audioChunk().asByteArray();
                  loop.execute(() -> heard(part));
                })
                .onStreamClosedEvent(event -> {
                  var counted = event.requestCharacters();
                  loop.execute(() -> closed(counted == null ? characters : counted));
                })
                .build())
        .build();
  }

  /// Whether no line was spoken by it, and one can be.
  boolean isFresh() {
    return takesLines() && characters == 0;
  }

  boolean takesLines() {
    return !closing && !over && loop.nanos() - openedAt < OLDEST.toNanos();
  }

  /// Speaks a line behind those before.
  void say(String text, SpeechProvider.Ear ear) {
    line = Optional.of(new Line(text, ear));
    payer = Optional.of(ear);
    send(characters == 0 ? text : NOTHING + text, true);
    characters += text.length();
    var before = List.copyOf(late);
    late.clear();
    before.forEach(part -> loop.execute(() -> heard(part)));
  }

  /// The line that is spoken is the last.
  void noMoreLines() {
    if (!closing && !over) {
      closing = true;
      alive.cancel();
      pause.cancel();
      texts.send(StartSpeechSynthesisStreamActionStream.closeStreamEventBuilder().build());
      texts.end();
    }
  }

  /// Nothing more of it is wanted.
  void cancel() {
    if (!over) {
      stop();
      asking.cancel(true);
      pays(characters);
    }
  }

  /// What was asked of this stream is asked of the next.
  void hasAsked(PollyStream next) {
    line.ifPresent(spoken -> next.say(spoken.text, spoken.ear));
    if (closing) {
      next.noMoreLines();
    }
  }

  private void send(String text, boolean spoken) {
    var event = StartSpeechSynthesisStreamActionStream.textEventBuilder().text(text);
    texts.send(
        spoken
            ? event
                .textType(TextType.TEXT)
                .flushStreamConfiguration(flush -> flush.force(true))
                .build()
            : event.build());
    staysAlive();
  }

  private void staysAlive() {
    alive.cancel();
    alive = loop.after(KEPT_ALIVE, () -> send(NOTHING, false));
  }

  private void heard(byte[] part) {
    if (over || part.length == 0) {
      return;
    }
    if (line.isEmpty()) {
      late.add(part);
      return;
    }
    var muLaw = sound.muLaw(part);
    if (muLaw.length > 0) {
      var spoken = line.get();
      spoken.bytes += muLaw.length;
      spoken.ear.sound(muLaw, Optional.empty());
      pause.cancel();
      if (!closing && spoken.mayBeWhole()) {
        pause = loop.after(LINE_ENDS, this::lineEnds);
      }
    }
  }

  private void lineEnds() {
    var spoken = line;
    line = Optional.empty();
    spoken.ifPresent(whole -> whole.ear.done());
  }

  private void closed(long counted) {
    if (!over) {
      good = true;
      pays(counted);
    }
  }

  private void pays(long counted) {
    payer.ifPresent(ear -> ear.used(voice.cost(counted)));
  }

  private void stop() {
    over = true;
    alive.cancel();
    pause.cancel();
  }

  private void ended(Optional<PollyProblem> problem) {
    if (over) {
      return;
    }
    stop();
    if (problem.filter(cause -> cause.refuses(sound.format())).isPresent()) {
      voice.speakPcm();
      again.accept(this);
    } else if (line.isPresent() && good && line.get().mayBeWhole()) {
      lineEnds();
    } else {
      var why = problem.map(PollyProblem::why).orElse("broke off");
      line.ifPresent(
          spoken -> spoken.ear.failed(problem.filter(PollyProblem::refuses).isPresent(), why));
    }
  }
}
