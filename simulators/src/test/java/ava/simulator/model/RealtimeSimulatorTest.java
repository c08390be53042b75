package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.socket.RealtimeSimulator;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealtimeSimulatorTest extends SimulatedModel {
  @Test
  void sessionStartsWithEnglishDefaultsAndEchoesUpdates() {
    var client = ready();

    var created = client.seen("session.created").getFirst().path("session");
    var updated = client.seen("session.updated").getFirst().path("session");
    assertThat(created.at("/audio/input/format/type").asString()).isEqualTo("audio/pcm");
    assertThat(created.path("instructions").asString()).contains("helpful");
    assertThat(updated.at("/audio/output/format/type").asString()).isEqualTo("audio/pcmu");
    assertThat(updated.at("/audio/input/turn_detection/idle_timeout_ms").isNull()).isTrue();
    assertThat(updated.path("tools")).hasSize(2);
    assertThat(updated.path("tool_choice").asString()).isEqualTo("auto");
    assertThat(updated.path("expires_at").asLong()).isGreaterThan(1_700_000_000L);
  }

  @Test
  void greetingIsSaidExactlyInTheOrderOfTheProtocol() {
    var client = ready();

    client.send(
        "{\"type\":\"response.create\",\"response\":{\"instructions\":\"Parle français. Dis"
            + " exactement : « Bonjour, ici Ava. »\",\"metadata\":{\"but\":\"accueil\"}}}");

    assertThat(client.response()).isEqualTo("completed");
    assertThat(client.types().stream().skip(3).distinct())
        .containsExactly(
            "response.created",
            "rate_limits.updated",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "response.output_audio_transcript.delta",
            "response.output_audio.delta",
            "response.output_audio.done",
            "response.output_audio_transcript.done",
            "response.content_part.done",
            "response.output_item.done",
            "conversation.item.done",
            "response.done");
    var done = client.seen("response.done").getFirst().path("response");
    assertThat(done.at("/metadata/but").asString()).isEqualTo("accueil");
    assertThat(done.at("/output/0/content/0/transcript").asString()).isEqualTo("Bonjour, ici Ava.");
    assertThat(done.at("/usage/output_token_details/audio_tokens").asInt()).isPositive();
    assertThat(audio(client)).isEqualTo(Clip.hum("Bonjour, ici Ava.").bytes());
  }

  @Test
  void callerTurnIsHeardTranscribedAndAnsweredWithATool() {
    var client = ready();

    client.speak(FIRST, SILENCE);
    var calls = client.until("response.done").at("/response/output");
    client.send(
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"%s\",\"output\":\"{}\"}}"
            .formatted(calls.at("/0/call_id").asString()));
    client.send(CREATE);

    assertThat(client.response()).isEqualTo("completed");
    var turn =
        client.types().stream().filter(type -> type.startsWith("input_audio_buffer")).toList();
    assertThat(turn)
        .containsExactly(
            "input_audio_buffer.speech_started",
            "input_audio_buffer.speech_stopped",
            "input_audio_buffer.committed");
    assertThat(
            client
                .seen("conversation.item.input_audio_transcription.completed")
                .getFirst()
                .path("transcript")
                .asString())
        .isEqualTo("Bonjour, je voudrais un rendez-vous.");
    assertThat(
            client
                .seen("response.function_call_arguments.done")
                .getFirst()
                .path("arguments")
                .asString())
        .isEqualTo("{\"motif\":\"rendez-vous\"}");
    assertThat(
            client
                .seen("response.output_audio_transcript.done")
                .getFirst()
                .path("transcript")
                .asString())
        .isEqualTo(LINE);
    assertThat(model.conversation())
        .extracting(Remembered::kind)
        .containsExactly("user", "function_call", "function_call_output", "assistant");
    assertThat(model.conversation()).last().extracting(Remembered::text).isEqualTo(LINE);
    assertThat(model.refused()).isEmpty();
    assertThat(observed)
        .hasAtLeastOneElementOfType(Observation.ModelCalls.class)
        .hasAtLeastOneElementOfType(Observation.ModelHears.class);
  }

  @Test
  void callerWhoSpeaksOverAnAnswerCancelsIt() {
    model.faults().once(new ModelFault.Stall(Duration.ofMillis(400)));
    model.faults().once(new ModelFault.LateDeltas(2));
    var client = ready();
    client.send(say("Une phrase assez longue pour être interrompue par quelqu'un."));
    client.until("response.output_audio.delta");
    var item = client.until("response.output_audio.delta").path("item_id").asString();

    client.speak(SECOND, SILENCE);

    var cancelled = client.until("response.done").path("response");
    assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
    assertThat(cancelled.at("/status_details/reason").asString()).isEqualTo("turn_detected");
    assertThat(cancelled.at("/output/0/status").asString()).isEqualTo("incomplete");
    var late =
        Stream.generate(() -> client.until("response.output_audio.delta"))
            .filter(delta -> delta.path("item_id").asString().equals(item))
            .findFirst();
    assertThat(late).isPresent();
    client.send(
        "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,\"audio_end_ms\":200}"
            .formatted(item));
    assertThat(client.until("conversation.item.truncated").path("audio_end_ms").asInt())
        .isEqualTo(200);
    assertThat(model.conversation().getFirst().truncated()).isTrue();
    assertThat(model.conversation().getFirst().text()).isNotEmpty().hasSizeLessThan(30);
  }

  @Test
  void withoutInterruptionTheAnswerGoesOn() {
    var client = ready();
    client.send(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":{\"type\":\"server_vad\",\"create_response\":false,\"interrupt_response\":false}}}}}");
    client.until("session.updated");
    client.send(say("Une phrase."));

    client.speak(SECOND, SILENCE);

    assertThat(client.response()).isEqualTo("completed");
    client.send(CREATE);
    assertThat(client.response()).isEqualTo("completed");
  }

  @Test
  void replayedConversationIsKnownAndContinued() {
    var client = ready();
    client.send(item("assistant", "output_text", "Bonjour, ici Ava."));
    client.send(item("user", "input_text", "Bonjour, je voudrais un rendez-vous."));
    client.send(item("assistant", "output_text", LINE));

    client.speak(SECOND, SILENCE);

    assertThat(client.until("response.done").at("/response/output/1/name").asString())
        .isEqualTo("raccrocher");
    assertThat(model.conversation())
        .extracting(Remembered::text)
        .startsWith(
            "Bonjour, ici Ava.",
            "Bonjour, je voudrais un rendez-vous.",
            LINE,
            "Non, merci beaucoup.",
            "Au revoir.");
  }

  @Test
  void silenceCanTimeOut() {
    var client = ready();
    client.send(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"turn_detection\":{\"type\":\"server_vad\",\"idle_timeout_ms\":5000}}}}}");
    client.send(say("Oui."));
    client.response();

    client.speak(Clip.silence(Duration.ofSeconds(6)), SILENCE);

    client.until("input_audio_buffer.timeout_triggered");
    assertThat(client.response()).isEqualTo("completed");
  }

  @Test
  void closingLeavesNoThread() throws InterruptedException {
    var before = Thread.getAllStackTraces().keySet();
    var other = RealtimeSimulator.start(new ScenarioScript(scenario()), Pace.FAST, _ -> {});
    var client = ModelClient.ready(other);

    other.close();

    client.until("closed");
    var left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread) && thread.getName().startsWith("vert.x"))
            .toList();
    for (var thread : left) {
      assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
    }
  }
}
