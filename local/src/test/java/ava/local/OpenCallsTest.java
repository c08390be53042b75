package ava.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class OpenCallsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CALL = "CA1";
  private static final String STREAM = "<Response><Connect><Stream/></Connect></Response>";

  private final Hands clock = new Hands();
  private final OpenCalls calls = new OpenCalls(clock);

  @ParameterizedTest
  @CsvSource({
    "/twiml,         200, <Stream/>, true",
    "/twiml,         200, <Record/>, true",
    "/twiml,         403, <Stream/>, false",
    "/after-stream,  200, <Stream/>, true",
    "/after-stream,  200, <Dial/>,   true",
    "/after-stream,  200, <Hangup/>, false",
    "/after-stream,  500, <Dial/>,   false",
    "/voicemail,     200, <Hangup/>, false",
    "/stream-status, 204, '',        false",
    "/call-status,   204, '',        false",
  })
  void aCallGoesOnWhileTwilioWasToldToDoSomething(
      String path, int status, String document, boolean goesOn) {
    answer(calls, path, status, document);
    clock.forward(Duration.ofMinutes(2));

    assertThat(calls.open(_ -> true)).isEqualTo(goesOn ? List.of(CALL) : List.of());
  }

  @Test
  void lateWordsMayStillComeBehindTheEnd() {
    answer(calls, "/after-stream", 200, "<Hangup/>");
    clock.forward(Duration.ofSeconds(30));

    assertThat(calls.open(_ -> false)).containsExactly(CALL);
  }

  @Test
  void aRecordingIsOverWhenTheLongestOneWouldBe() {
    answer(calls, "/twiml", 200, "<Record/>");
    clock.forward(Duration.ofMinutes(4));

    assertThat(calls.open(_ -> true)).isEmpty();
  }

  @Test
  void aStreamThatNoBridgeHasSeenNeverComes() {
    answer(calls, "/twiml", 200, STREAM);
    clock.forward(Duration.ofMinutes(4));

    assertThat(calls.open(_ -> false)).isEmpty();
    assertThat(calls.open(CALL::equals)).containsExactly(CALL);
    assertThat(calls.await(Duration.ofMinutes(1))).isFalse();
  }

  @Test
  void waitingEndsWithTheLastAnswer() throws Exception {
    var real = new OpenCalls(Clock.systemUTC());
    answer(real, "/twiml", 200, STREAM);

    var waited = CompletableFuture.supplyAsync(() -> real.await(Duration.ofSeconds(15)));
    answer(real, "/after-stream", 200, "<Hangup/>");

    assertThat(waited.get()).isTrue();
  }

  @Test
  void waitingForAStreamIsBounded() {
    var real = new OpenCalls(Clock.systemUTC());
    answer(real, "/twiml", 200, STREAM);

    assertThat(real.await(Duration.ofMillis(1))).isFalse();
  }

  private static void answer(OpenCalls calls, String path, int status, String document) {
    var event =
        JSON.createObjectNode()
            .put("rawPath", path)
            .put("body", "From=%2B336&CallSid=" + CALL)
            .put("isBase64Encoded", false);
    event.putObject("requestContext").putObject("http").put("method", "POST");
    calls.answered(event, JSON.createObjectNode().put("statusCode", status).put("body", document));
  }
}
