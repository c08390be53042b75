package ava.bridge.speech;

import ava.shared.loop.Loop;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.polly.model.StartSpeechSynthesisStreamActionStream;

/// What goes into a stream of Polly's, as it is given. The SDK subscribes, asks and cancels on
/// threads of its own; all of it happens on the loop.
final class PollyTexts implements Publisher<StartSpeechSynthesisStreamActionStream> {
  private final Loop loop;
  private final Queue<StartSpeechSynthesisStreamActionStream> waiting = new ArrayDeque<>();
  private Optional<Subscriber<? super StartSpeechSynthesisStreamActionStream>> reader =
      Optional.empty();
  private long wanted;
  private boolean ended;

  PollyTexts(Loop loop) {
    this.loop = loop;
  }

  void send(StartSpeechSynthesisStreamActionStream event) {
    waiting.add(event);
    flow();
  }

  /// Nothing more comes.
  void end() {
    ended = true;
    flow();
  }

  @Override
  public void subscribe(Subscriber<? super StartSpeechSynthesisStreamActionStream> subscriber) {
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long more) {
            loop.execute(() -> wants(subscriber, more));
          }

          @Override
          public void cancel() {
            loop.execute(PollyTexts.this::cancelled);
          }
        });
  }

  private void wants(
      Subscriber<? super StartSpeechSynthesisStreamActionStream> subscriber, long more) {
    reader = Optional.of(subscriber);
    wanted = Math.max(wanted, wanted + more);
    flow();
  }

  private void cancelled() {
    reader = Optional.empty();
    waiting.clear();
  }

  private void flow() {
    while (reader.isPresent() && wanted > 0 && !waiting.isEmpty()) {
      wanted--;
      reader.get().onNext(waiting.remove());
    }
    if (ended && waiting.isEmpty() && reader.isPresent()) {
      var over = reader.get();
      reader = Optional.empty();
      over.onComplete();
    }
  }
}
