package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import ava.shared.call.Turn;
import ava.shared.message.CallEnded;
import ava.shared.message.Unwritten;
import ava.summary.voicemail.FakeTranscriber;
import ava.summary.voicemail.FakeTwilio;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A voicemail is told of by four messengers, in any order, while the table may be in trouble
/// behind any of them, and may have taken nothing of what the callbacks know: it is never lost, one
/// mail comes first, and a second has something new. `-Dorders.all=true` tries every length of the
/// trouble behind every news of every order, whatever is written; else every length has its turn
/// behind each of the four, with what is written and without.
class EveryOrderTest {
  private static final boolean ALL = Boolean.getBoolean("orders.all");
  private static final List<Integer> LENGTHS = List.of(1, 3, 6, 40);

  enum News {
    STREAM_ENDED,
    CALL_STATUS,
    RECORDING_ACTION,
    RECORDING_CALLBACK
  }

  private static final class Pending {
    final String body;
    int deliveries;

    Pending(CallEnded ended) {
      body = ended.toJson();
    }
  }

  static Stream<List<News>> orders() {
    return orders(List.of(News.values()));
  }

  private static Stream<List<News>> orders(List<News> left) {
    return left.isEmpty()
        ? Stream.of(List.of())
        : left.stream()
            .flatMap(first -> {
              var others = left.stream().filter(news -> news != first).toList();
              return orders(others)
                  .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList());
            });
  }

  @ParameterizedTest
  @MethodSource("orders")
  void voicemailIsNeverLost(List<News> order) {
    try (var clouds = new Clouds()) {
      for (var written : written(order)) {
        new Story(clouds, written).play(order, -1, 0);
        for (var trouble : troubles(order)) {
          for (var requests : lengths(order)) {
            new Story(clouds, written).play(order, trouble, requests);
          }
        }
      }
    }
  }

  /// Whether the callbacks' news are written.
  private static List<Boolean> written(List<News> order) {
    return ALL ? List.of(true, false) : List.of(order.indexOf(News.CALL_STATUS) % 2 == 0);
  }

  /// Behind which news the table is in trouble: the last two change places, and so do these.
  private static List<Integer> troubles(List<News> order) {
    var even = order.get(2).compareTo(order.get(3)) < 0;
    return ALL ? List.of(0, 1, 2, 3) : even ? List.of(0, 2) : List.of(1, 3);
  }

  /// How many requests fail.
  private static List<Integer> lengths(List<News> order) {
    return ALL ? LENGTHS : List.of(LENGTHS.get(order.indexOf(News.RECORDING_ACTION)));
  }

  /// One call.
  private static final class Story {
    private final Clouds clouds;
    private final FakeTwilio twilio = new FakeTwilio();
    private final FakeTranscriber model = new FakeTranscriber();
    private final SummaryHandler handler;
    private final CallSid call = Clouds.callSid();
    private int failing;
    private final List<Pending> queue = new ArrayList<>();
    private final boolean written;

    /// @param written whether the table takes what the telephone's function writes; else nobody
    ///   noted the ringing either, and the messages alone know
    Story(Clouds clouds, boolean written) {
      this.clouds = clouds;
      this.written = written;
      var wiring = clouds.new Wiring();
      wiring.table = failing(wiring.table);
      wiring.twilio = Optional.of(twilio.source("token"));
      wiring.transcription = Optional.of(model.service());
      handler = wiring.handler();
      clouds.ses.clear();
      if (written) {
        clouds.store().ringing(call, Clouds.CALLER, Clouds.AVA, clouds.clock.instant());
      }
    }

    /// A client whose next requests fail: every second one is done, and its answer lost.
    private DynamoDbClient failing(DynamoDbClient client) {
      return (DynamoDbClient)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {DynamoDbClient.class},
              (_, method, arguments) -> {
                var fails = failing-- > 0;
                if (fails && failing % 2 == 0) {
                  throw SdkClientException.create("no answer");
                }
                try {
                  var answer = method.invoke(client, arguments);
                  if (fails) {
                    throw SdkClientException.create("answer lost");
                  }
                  return answer;
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    void play(List<News> order, int trouble, int requests) {
      for (var i = 0; i < order.size(); i++) {
        happen(order.get(i));
        if (i == trouble) {
          failing = requests;
        }
        deliver();
        failing = 0;
      }
      for (var round = 0; round < SummaryHandler.MOST_DELIVERIES && !queue.isEmpty(); round++) {
        clouds.clock.pass(Duration.ofMinutes(9));
        deliver();
      }
      clouds.clock.pass(Duration.ofHours(2));
      Lambda.answer(handler, "{\"sweep\":true}");
      check(order + ", trouble behind " + trouble + " for " + requests + ", written " + written);
    }

    private void happen(News news) {
      var now = clouds.clock.instant();
      var callback = new CallEnded(call, now, EndReason.VOICEMAIL);
      switch (news) {
        case STREAM_ENDED -> {
          var greeting = new Turn(1, ava.shared.call.Speaker.AVA, "Bonjour.", now, now, false);
          var unwritten = new Unwritten(List.of(greeting), ava.shared.call.NotedMessage.EMPTY);
          var heard = new CallEnded.Heard(Clouds.CALLER, Clouds.AVA, now, 1, false, unwritten);
          queue.add(new Pending(new CallEnded(call, now, EndReason.VOICEMAIL, heard)));
        }
        case CALL_STATUS -> queue.add(new Pending(callback));
        case RECORDING_ACTION -> {
          var told =
              new Recording(FakeTwilio.URL, FakeTwilio.SID, FakeTwilio.ACCOUNT, Optional.empty());
          recorded(new CallEnded.Left(told, Clouds.CALLER, Clouds.AVA));
        }
        case RECORDING_CALLBACK -> {
          twilio.has(new byte[] {1, 2, 3});
          recorded(
              new CallEnded.Left(FakeTwilio.told(), PhoneNumber.WITHHELD, PhoneNumber.WITHHELD));
        }
      }
    }

    private void recorded(CallEnded.Left left) {
      if (written) {
        clouds.store().recorded(call, left.recording());
      }
      var now = clouds.clock.instant();
      queue.add(
          new Pending(
              new CallEnded(call, now, EndReason.VOICEMAIL, Optional.empty(), Optional.of(left))));
    }

    private void deliver() {
      for (var message : List.copyOf(queue)) {
        message.deliveries++;
        var event =
            Lambda.event(List.of(new Lambda.Message("m", message.body, message.deliveries)));
        if (Lambda.failures(handler, event).isEmpty()
            || message.deliveries == SummaryHandler.MOST_DELIVERIES) {
          queue.remove(message);
        }
      }
    }

    private void check(String as) {
      var mails = clouds.ses.mails();
      assertThat(mails).as(as).hasSizeBetween(1, 2);
      assertThat(mails.getFirst().subject()).as(as).doesNotContain("Complément");
      if (mails.size() == 2) {
        assertThat(mails.getLast().subject()).as(as).startsWith("Complément – ");
      }
      assertThat(mails.stream().filter(mail -> mail.raw().orElseThrow().contains("audio/mpeg")))
          .as(as)
          .hasSize(1);
      assertThat(clouds.store().turns(call)).as(as).hasSize(2);
      assertThat(clouds.record(call).summary().orElseThrow().state())
          .as(as)
          .isEqualTo(SummaryState.SENT);
      assertThat(clouds.record(call).from()).as(as).isEqualTo(Clouds.CALLER);
      assertThat(twilio.has()).as(as).isFalse();
    }
  }
}
