package ava.bridge.speech;

import ava.bridge.call.Companding;
import ava.shared.aws.OutOfReach;
import ava.shared.loop.Loop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.TextType;

/// Amazon Polly by `SynthesizeSpeech`, a request for each text, over one connection of HTTP/2.
/// Where the voice does not speak µ-law it speaks PCM, which is made into it. The SDK calls back on
/// threads of its own; everything else is on the loop. Source: Amazon Polly's API reference.
public final class PollyVoice implements SpeechProvider {
  private static final String RATE = "8000";

  /// Nobody speaks 27 letters a second: less sound than that is a broken answer. The client takes a
  /// stream that is reset for one that ends, and one that is reset late is not noticed.
  private static final int LEAST_BYTES_PER_LETTER = 300;

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private final Loop loop;
  private final PollyAsyncClient client;
  private final VoiceChoice.Polly choice;
  private OutputFormat format = OutputFormat.MULAW;

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
  public void close() {
    client.close();
  }

  private SynthesizeSpeechRequest request(String text) {
    var request =
        SynthesizeSpeechRequest.builder()
            .engine(choice.engine())
            .languageCode("fr-FR")
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
    private CompletableFuture<Void> heard = new CompletableFuture<>();
    private OutputFormat asked = format;
    private Optional<CompletableFuture<Void>> answer = Optional.empty();
    private Optional<Byte> half = Optional.empty();
    private long bytes;
    private boolean cancelled;

    Line(String text, Ear ear) {
      this.text = text;
      this.ear = ear;
    }

    void ask() {
      heard = new CompletableFuture<>();
      asked = format;
      var asking = client.synthesizeSpeech(request(text), this);
      answer = Optional.of(asking);
      var _ =
          asking.whenComplete(
              (_, problem) -> loop.execute(() -> ended(Optional.ofNullable(problem))));
    }

    @Override
    public void cancel() {
      cancelled = true;
      answer.ifPresent(asking -> asking.cancel(true));
    }

    // on the SDK's threads

    @Override
    public CompletableFuture<Void> prepare() {
      return heard;
    }

    @Override
    public void onResponse(SynthesizeSpeechResponse response) {
      var told = response.requestCharacters();
      var characters = told == null ? text.length() : told;
      loop.execute(() -> ear.used(PollyPrices.of(choice.engine(), characters)));
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
              loop.execute(() -> sound(copy));
            }

            @Override
            public void onError(Throwable problem) {
              heard.completeExceptionally(problem);
            }

            @Override
            public void onComplete() {
              heard.complete(null);
            }
          });
    }

    @Override
    public void exceptionOccurred(Throwable problem) {
      heard.completeExceptionally(problem);
    }

    // on the loop

    private void sound(byte[] part) {
      if (cancelled || part.length == 0) {
        return;
      }
      var muLaw = asked == OutputFormat.PCM ? muLaw(part) : part;
      bytes += muLaw.length;
      if (muLaw.length > 0) {
        ear.sound(muLaw, Optional.empty());
      }
    }

    /// Of samples of 16 bits, the low byte first; one may come in two parts.
    private byte[] muLaw(byte[] pcm) {
      var samples = ByteBuffer.allocate(pcm.length + 1);
      half.ifPresent(samples::put);
      samples.put(pcm).flip();
      var made = new byte[samples.remaining() / 2];
      for (var n = 0; n < made.length; n++) {
        made[n] = Companding.muLaw((samples.get() & 0xFF) | samples.get() << 8);
      }
      half = samples.hasRemaining() ? Optional.of(samples.get()) : Optional.empty();
      return made;
    }

    private void ended(Optional<Throwable> problem) {
      if (cancelled) {
        return;
      }
      var cause = problem.map(thrown -> OutOfReach.of("Polly", thrown));
      if (cause.isPresent() && asked == OutputFormat.MULAW && refusesFormat(cause.get())) {
        format = OutputFormat.PCM;
        ask();
      } else if (cause.isPresent()) {
        ear.failed(refuses(cause.get()), String.valueOf(cause.get().getMessage()));
      } else if (bytes < (long) text.length() * LEAST_BYTES_PER_LETTER) {
        ear.failed(false, "broke off");
      } else {
        ear.done();
      }
    }

    private static boolean refusesFormat(OutOfReach problem) {
      return problem.says(BAD_REQUEST, "(?is).*(output ?format|sample ?rate).*");
    }

    /// Whether the service will not have this voice, key or lexicon. A throttle passes.
    private static boolean refuses(OutOfReach problem) {
      return problem
          .status()
          .filter(status -> status >= BAD_REQUEST && status < SERVER_ERROR)
          .filter(status -> status == FORBIDDEN || !problem.mayPass())
          .isPresent();
    }
  }
}
