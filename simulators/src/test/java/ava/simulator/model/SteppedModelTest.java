package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Dialer.Dialled;
import ava.simulator.scenario.Checks;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Sessions of the model without a socket.
class SteppedModelTest {
  private static final Clip TURN = Clip.hum("bonjour, je voudrais un rendez-vous");
  private static final String CREATE = "{\"type\":\"response.create\"}";
  private static final Duration TWO_CHUNKS = Duration.ofMillis(400);

  private final SteppedModel model = new SteppedModel(Talker::new, Checks.SCHEMA);

  /// Says a sentence of two seconds and calls a function, whatever is heard.
  private static final class Talker implements Script.Player {
    @Override
    public String hears(byte[] utterance) {
      return "Bonjour.";
    }

    @Override
    public void recalls(String role, String text) {}

    @Override
    public Script.Reply replies(String instructions, Set<String> tools) {
      var speech = new Script.Speech("Je vous écoute, dites-moi tout.", Clip.hum("a".repeat(31)));
      return new Script.Reply(
          Optional.of(speech), List.of(new ToolCall("noter_message", "{\"motif\":\"rdv\"}")));
    }
  }

  @ParameterizedTest
  @EnumSource(Checks.class)
  void turnIsHeardTranscribedAndAnswered(Checks checks) {
    var quick = new SteppedModel(Talker::new, checks).ready();

    quick.speak(TURN);

    assertThat(quick.seen("conversation.item.input_audio_transcription.completed")).hasSize(1);
    assertThat(quick.seen("response.output_audio.delta")).hasSize(11);
    assertThat(quick.seen("response.done")).hasSize(1);
    assertThat(quick.server.refused()).isEmpty();
  }

  /// A commit makes an item and brings no response by itself.
  @Test
  void speechThatGoesOnIsATurnOnceTheClientCommitsIt() {
    model.faults.once(new ModelFault.HoldSpeech(Duration.ofSeconds(20)));
    model.ready().speak(TURN);
    assertThat(model.seen("input_audio_buffer.committed")).isEmpty();

    model.send("{\"type\":\"input_audio_buffer.commit\"}");
    model.world.run(Duration.ofSeconds(2));

    var begun = model.seen("input_audio_buffer.speech_started").getFirst().event();
    assertThat(model.seen("input_audio_buffer.committed"))
        .extracting(seen -> seen.event().path("item_id").asString())
        .containsExactly(begun.path("item_id").asString());
    assertThat(model.seen("conversation.item.input_audio_transcription.completed")).hasSize(1);
    assertThat(model.seen("response.created")).isEmpty();
  }

  @Test
  void equalWorldsHearEqualEvents() {
    var other = new SteppedModel(Talker::new, Checks.SCHEMA).ready();
    other.speak(TURN);

    model.ready().speak(TURN);

    assertThat(model.seen).isEqualTo(other.seen);
  }

  @Test
  void closedSessionLeavesNothingBehind() {
    model.ready();
    model.send(CREATE);
    model.world.run(Duration.ofMillis(300));

    model.socket.orElseThrow().close();
    model.world.run(Duration.ofMillis(50));

    assertThat(model.world.waiting()).isZero();
    assertThat(model.server.openSessions()).isZero();
  }

  @Test
  void sessionExpiresByTheClockOfTheLoop() {
    model.ready();

    model.world.run(Duration.ofMinutes(61));

    assertThat(model.seen("error").getFirst().event().at("/error/code").asString())
        .isEqualTo("session_expired");
    assertThat(model.seen("error").getFirst().at().toSeconds()).isEqualTo(3600);
    assertThat(model.seen("session.created").getFirst().event().at("/session/expires_at").asLong())
        .isEqualTo(Instant.parse("2026-01-05T10:00:00Z").getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({"401, invalid_request_error", "429, invalid_request_error", "500, server_error"})
  void refusedHandshakeHasABody(int status, String type) {
    model.faults.once(new ModelFault.RefuseUpgrade(status));

    model.dial(Map.of("Authorization", "Bearer sk-test"));

    assertThat(model.refused).get().isInstanceOf(Dialled.Refused.class);
    var refused = (Dialled.Refused) model.refused.orElseThrow();
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.body()).startsWith("{\"error\":{").contains(type);
  }

  @ParameterizedTest
  @CsvSource({"1000", "1001", "4000"})
  void socketCanBeClosedInAnAnswer(int code) {
    model.faults.once(new ModelFault.CloseSocket(TWO_CHUNKS, code));
    model.ready().send(CREATE);
    model.world.run(Duration.ofSeconds(2));

    assertThat(model.seen("response.output_audio.delta")).hasSize(2);
    assertThat(model.last().event().path("code").asInt()).isEqualTo(code);
  }

  @Test
  void frozenSessionGivesNoSignOfLife() {
    model.faults.once(new ModelFault.Freeze(TWO_CHUNKS));
    model.ready().send(CREATE);
    model.world.run(Duration.ofSeconds(2));
    model.socket.orElseThrow().ping();
    model.send(CREATE);
    model.world.run(Duration.ofSeconds(2));

    assertThat(model.seen("response.output_audio.delta")).hasSize(2);
    assertThat(model.seen("response.done")).isEmpty();
    assertThat(model.seen("error")).isEmpty();
    assertThat(model.pongs).isZero();
  }

  @Test
  void thoughtCanBeSlowOnce() {
    model.faults.once(new ModelFault.SlowThought(Duration.ofSeconds(8)));
    model.ready().send(CREATE);
    model.world.run(Duration.ofSeconds(10));

    var created = model.seen("response.created").getFirst().at();
    assertThat(model.seen("response.output_item.added").getFirst().at().minus(created))
        .isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void anyEventCanBeRefused() {
    model.ready();
    model.faults.once(new ModelFault.RefuseEvent("input_audio_buffer.clear", "server_error"));
    model.send("{\"type\":\"input_audio_buffer.clear\",\"event_id\":\"c1\"}");
    model.send("{\"type\":\"input_audio_buffer.clear\"}");
    model.world.run(Duration.ofSeconds(1));

    assertThat(model.seen("error"))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.event().at("/error/code").asString()).isEqualTo("server_error");
          assertThat(error.event().at("/error/event_id").asString()).isEqualTo("c1");
        });
    assertThat(model.seen("input_audio_buffer.cleared")).hasSize(1);
    assertThat(model.server.refused()).isEmpty();
  }

  @Test
  void transcriptCanBeLate() {
    model.faults.once(new ModelFault.LateTranscript(Duration.ofSeconds(6)));
    model.ready().speak(TURN);
    model.world.run(Duration.ofSeconds(10));

    var stopped = model.seen("input_audio_buffer.speech_stopped").getFirst().at();
    var heard = model.seen("conversation.item.input_audio_transcription.completed").getFirst().at();
    assertThat(heard.minus(stopped)).isEqualTo(Duration.ofMillis(6_250));
  }

  @Test
  void functionCanBeCalledTwice() {
    model.faults.once(new ModelFault.ToolTwice());
    model.ready().send(CREATE);
    model.world.run(Duration.ofSeconds(2));

    assertThat(model.seen("response.done").getFirst().event().at("/response/output"))
        .extracting(item -> item.path("type").asString())
        .containsExactly("message", "function_call", "function_call");
  }

  @Test
  void failuresOfOneSessionAreNotThoseOfAnother() {
    model.ready();
    model.server.faultsOf(1).once(new ModelFault.FailResponse("server_error"));
    model.dial(Map.of("Authorization", "Bearer sk-test"));
    model.send(CREATE);
    model.world.run(Duration.ofSeconds(2));

    assertThat(model.seen("response.done"))
        .singleElement()
        .extracting(done -> done.event().at("/response/status").asString())
        .isEqualTo("completed");
  }

  @Test
  void sessionsCanBeClosedFailedDroppedAndFrozenFromOutside() {
    for (var time = 0; time < 4; time++) {
      model.dial(Map.of("Authorization", "Bearer sk-test"));
    }
    model.server.close(1, 1001, "going away");
    model.server.fail(2, "session_expired");
    model.server.drop(3);
    model.server.freeze(4);
    model.server.close(9, 1001, "nobody");
    model.world.run(Duration.ofSeconds(1));

    assertThat(model.seen("closed"))
        .extracting(closed -> closed.event().path("code").asInt())
        .containsExactlyInAnyOrder(1001, 1000, 0);
    assertThat(model.server.openSessions()).isEqualTo(1);
  }
}
