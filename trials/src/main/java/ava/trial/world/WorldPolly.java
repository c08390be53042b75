package ava.trial.world;

import ava.shared.loop.Loop;
import ava.simulator.scenario.Clip;
import ava.simulator.voice.PollyFaults;
import ava.simulator.voice.PollyServer;
import ava.simulator.voice.PollyStreamServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.polly.PollyAsyncClient;

/// Amazon Polly in the world, behind the SDK's own client: everything happens on the turns of who
/// asks, and the network takes its time.
final class WorldPolly {
  private static final Duration ONE_WAY = Duration.ofMillis(5);

  private final PollyFaults faults = new PollyFaults();
  private final Function<String, Clip> mouth;
  private final Map<Actor, PollyServer> servers = new LinkedHashMap<>();

  /// @param mouth the sound of a text
  WorldPolly(Function<String, Clip> mouth) {
    this.mouth = mouth;
  }

  /// The failures to make.
  PollyFaults faults() {
    return faults;
  }

  /// The texts that were spoken, or begun.
  List<String> spoken() {
    return servers.values().stream().flatMap(server -> server.spoken().stream()).toList();
  }

  /// How many streams were opened.
  int streams() {
    return servers.values().stream().mapToInt(PollyServer::streams).sum();
  }

  /// How many texts somebody waits for who is not gone.
  int running() {
    return servers.entrySet().stream()
        .filter(each -> !each.getKey().gone())
        .mapToInt(each -> each.getValue().running())
        .sum();
  }

  /// A client of this actor's.
  PollyAsyncClient client(Actor actor) {
    var server = new PollyServer(actor, faults, List.of(), mouth);
    servers.put(actor, server);
    return PollyAsyncClient.builder()
        .endpointOverride(URI.create("http://polly.world.invalid"))
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("world", "world")))
        .httpClient(new Http(actor, server))
        .asyncConfiguration(c ->
            c.advancedOption(
                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /// The network to it.
  private record Http(Actor actor, PollyServer server) implements SdkAsyncHttpClient {
    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
      var exchange = new Exchange(actor, request.responseHandler());
      var asked = request.request();
      var signed = asked.firstMatchingHeader("Authorization");
      if (asked.encodedPath().equals(PollyServer.STREAM_PATH)) {
        var headers = new TreeMap<String, String>();
        asked.forEachHeader(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var texts = new Sent(actor, part -> exchange.feed(part));
        actor.after(ONE_WAY, () -> exchange.stream(server, headers, signed));
        request.requestContentPublisher().subscribe(texts);
      } else {
        var body = new ByteArrayOutputStream();
        request.requestContentPublisher().subscribe(new Sent(actor, body::writeBytes));
        actor.after(
            ONE_WAY.multipliedBy(2),
            () -> exchange.ask(server, body.toString(StandardCharsets.UTF_8), signed));
      }
      return exchange.over;
    }

    @Override
    public void close() {}
  }

  /// What is sent, as it arrives.
  private record Sent(Actor actor, Consumer<byte[]> arrives) implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
      var copy = new byte[part.remaining()];
      part.get(copy);
      actor.after(ONE_WAY, () -> arrives.accept(copy));
    }

    /// The client tells whoever asked.
    @Override
    public void onError(Throwable problem) {}

    @Override
    public void onComplete() {}
  }

  /// A request and what comes back, as far as it is asked for.
  private static final class Exchange implements PollyServer.Answer, Subscription {
    private final Actor actor;
    private final SdkAsyncHttpResponseHandler handler;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private Optional<Subscriber<? super ByteBuffer>> reader = Optional.empty();
    private Optional<PollyStreamServer> stream = Optional.empty();
    private Loop.Running reading = Loop.Running.OVER;
    private long wanted;
    private boolean ended;

    Exchange(Actor actor, SdkAsyncHttpResponseHandler handler) {
      this.actor = actor;
      this.handler = handler;
      var _ =
          over.whenComplete((_, problem) -> {
            if (problem != null) {
              reading.cancel();
            }
          });
    }

    void ask(PollyServer server, String body, Optional<String> signed) {
      if (!over.isDone()) {
        reading = server.ask(body, signed, this);
      }
    }

    void stream(PollyServer server, Map<String, String> headers, Optional<String> signed) {
      if (!over.isDone()) {
        var opened = server.stream(headers, signed, this);
        stream = Optional.of(opened);
        reading = opened::gone;
      }
    }

    void feed(byte[] part) {
      stream.ifPresent(opened -> opened.feed(part));
    }

    @Override
    public void head(int status, Map<String, String> headers) {
      back(() -> {
        var response = SdkHttpResponse.builder().statusCode(status);
        headers.forEach(response::putHeader);
        handler.onHeaders(response.build());
        handler.onStream(subscriber -> {
          reader = Optional.of(subscriber);
          subscriber.onSubscribe(this);
        });
      });
    }

    @Override
    public void part(byte[] bytes) {
      back(() -> {
        waiting.add(ByteBuffer.wrap(bytes));
        flow();
      });
    }

    @Override
    public void end() {
      back(() -> {
        ended = true;
        flow();
      });
    }

    /// The client takes it for an end.
    @Override
    public void reset() {
      end();
    }

    @Override
    public void cut() {
      back(() -> {
        var problem = new IOException("Connection reset");
        reader.ifPresent(to -> to.onError(problem));
        handler.onError(problem);
        over.completeExceptionally(problem);
      });
    }

    private void back(Runnable arrives) {
      actor.after(
          ONE_WAY,
          () -> {
            if (!over.isDone()) {
              arrives.run();
            }
          });
    }

    @Override
    public void request(long more) {
      wanted = Math.max(wanted, wanted + more);
      flow();
    }

    @Override
    public void cancel() {
      reading.cancel();
    }

    private void flow() {
      while (reader.isPresent() && wanted > 0 && !waiting.isEmpty()) {
        wanted--;
        reader.get().onNext(waiting.remove());
      }
      if (ended && waiting.isEmpty() && reader.isPresent() && !over.isDone()) {
        reader.get().onComplete();
        over.complete(null);
      }
    }
  }
}
