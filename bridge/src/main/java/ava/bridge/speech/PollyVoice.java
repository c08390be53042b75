package ava.bridge.speech;

import ava.shared.call.Usage;
import ava.shared.loop.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.StartSpeechSynthesisStreamRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.TextType;

/// Amazon Polly over one connection of HTTP/2: an answer by a [PollyStream], where the voice is
/// generative and the region has streams; any other text by `SynthesizeSpeech`, a request for each.
/// Where the voice does not speak µ-law it speaks PCM, which is made into it. The SDK calls back on
/// threads of its own; everything else is on the loop. Source: Amazon Polly's API reference.
public final class PollyVoice implements SpeechProvider {
  private static final Logger LOG = LoggerFactory.getLogger(PollyVoice.class);
  private static final String RATE = "8000";
  private static final String LANGUAGE = "fr-FR";
  private static final String STREAMING = "generative";
  private static final String TRIAL = "Bonjour.";

  private final Loop loop;
  private final PollyAsyncClient client;
  private final VoiceChoice.Polly choice;
  private OutputFormat format = OutputFormat.MULAW;
  private boolean streams;
  private Optional<PollyTrial> trial = Optional.empty();

  PollyVoice(Loop loop, PollyAsyncClient client, VoiceChoice.Polly choice) {
    this.loop = loop;
    this.client = client;
    this.choice = choice;
  }

  /// The SDK's default client, which tries nothing again: what comes late is of no use. Its
  /// connection lives through the pauses of a conversation. Honours the SDK's own variables.
  static PollyAsyncClient client(VoiceChoice.Polly choice) {
    var builder =
        PollyAsyncClient.builder()
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(1))
                    .connectionMaxIdleTime(Duration.ofMinutes(10)))
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    choice.region().ifPresent(region -> builder.region(Region.of(region)));
    return builder.build();
  }

  @Override
  public Loop.Running speak(String text, Ear ear) {
    var line = new Line(text, ear);
    line.ask();
    return line;
  }

  @Override
  public Reader reader() {
    return new PollyReader(this);
  }

  /// Finds out whether the region has streams, by one.
  @Override
  public void check(Consumer<String> wrong) {
    if (choice.engine().equals(STREAMING)) {
      var begun = new PollyTrial(this);
      trial = Optional.of(begun);
      begun.begin(TRIAL);
    }
  }

  @Override
  public void close() {
    trial.ifPresent(PollyTrial::close);
    client.close();
  }

  // for streams

  Loop loop() {
    return loop;
  }

  PollyAsyncClient client() {
    return client;
  }

  Usage cost(long characters) {
    return PollyPrices.of(choice.engine(), characters);
  }

  OutputFormat format() {
    return format;
  }

  /// The voice has no µ-law.
  void speakPcm() {
    format = OutputFormat.PCM;
  }

  boolean streams() {
    return streams;
  }

  /// @param now whether answers are spoken by streams from now on
  void streams(boolean now) {
    streams = now;
    LOG.atInfo()
        .addKeyValue("voice", choice.id())
        .addKeyValue("by", now ? "stream" : "request")
        .log("voice speaks");
  }

  StartSpeechSynthesisStreamRequest streamRequest() {
    var request =
        StartSpeechSynthesisStreamRequest.builder()
            .engine(choice.engine())
            .languageCode(LANGUAGE)
            .voiceId(choice.voice())
            .outputFormat(format)
            .sampleRate(RATE);
    choice.lexicon().ifPresent(request::lexiconNames);
    return request.build();
  }

  private SynthesizeSpeechRequest request(String text) {
    var request =
        SynthesizeSpeechRequest.builder()
            .engine(choice.engine())
            .languageCode(LANGUAGE)
            .voiceId(choice.voice())
            .outputFormat(format)
            .sampleRate(RATE)
            .textType(TextType.TEXT)
            .text(text);
    choice.lexicon().ifPresent(request::lexiconNames);
    return request.build();
  }

  /// A text that is being spoken.
  private final class Line
      implements Loop.Running, AsyncResponseTransformer<SynthesizeSpeechResponse, Void> {
    private final String text;
    private final Ear ear;
    private CompletableFuture<Void> whole = new CompletableFuture<>();
    private PollySound sound = new PollySound(format);
    private Optional<CompletableFuture<Void>> answer = Optional.empty();
    private long bytes;
    private boolean cancelled;

    Line(String text, Ear ear) {
      this.text = text;
      this.ear = ear;
    }

    void ask() {
      whole = new CompletableFuture<>();
      sound = new PollySound(format);
      var asking = client.synthesizeSpeech(request(text), this);
      answer = Optional.of(asking);
      var _ =
          asking.whenComplete((_, problem) ->
              loop.execute(() -> ended(Optional.ofNullable(problem).map(PollyProblem::of))));
    }

    @Override
    public void cancel() {
      cancelled = true;
      answer.ifPresent(asking -> asking.cancel(true));
    }

    // on the SDK's threads

    @Override
    public CompletableFuture<Void> prepare() {
      return whole;
    }

    @Override
    public void onResponse(SynthesizeSpeechResponse response) {
      var told = response.requestCharacters();
      var characters = told == null ? text.length() : told;
      loop.execute(() -> ear.used(cost(characters)));
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
      publisher.subscribe(
          new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
              var copy = new byte[part.remaining()];
              part.get(copy);
              loop.execute(() -> heard(copy));
            }

            @Override
            public void onError(Throwable problem) {
              whole.completeExceptionally(problem);
            }

            @Override
            public void onComplete() {
              whole.complete(null);
            }
          });
    }

    @Override
    public void exceptionOccurred(Throwable problem) {
      whole.completeExceptionally(problem);
    }

    // on the loop

    private void heard(byte[] part) {
      if (cancelled || part.length == 0) {
        return;
      }
      var muLaw = sound.muLaw(part);
      bytes += muLaw.length;
      if (muLaw.length > 0) {
        ear.sound(muLaw, Optional.empty());
      }
    }

    private void ended(Optional<PollyProblem> problem) {
      if (cancelled) {
        return;
      }
      if (problem.filter(cause -> cause.refuses(sound.format())).isPresent()) {
        format = OutputFormat.PCM;
        ask();
      } else if (problem.isPresent()) {
        ear.failed(problem.get().refuses(), problem.get().why());
      } else if (PollySound.mayBeAll(bytes, text)) {
        ear.done();
      } else {
        ear.failed(false, "broke off");
      }
    }
  }
}
