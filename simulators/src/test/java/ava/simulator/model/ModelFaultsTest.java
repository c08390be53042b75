package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each way in which the model can fail or surprise.
class ModelFaultsTest extends SimulatedModel {
  @Test
  void aResponseCanBeRefusedOrForgotten() {
    var client = ready();
    model.faults().once(new ModelFault.RefuseResponse("rate_limit_exceeded"));
    client.send(CREATE);
    var error = client.until("error").path("error");
    model.faults().once(new ModelFault.ForgetResponse());
    client.send(CREATE);
    client.send(say("Oui."));

    assertThat(client.response()).isEqualTo("completed");
    assertThat(error.path("code").asString()).isEqualTo("rate_limit_exceeded");
    assertThat(error.path("event_id").asString()).isEqualTo("rc");
    assertThat(client.seen("response.created")).hasSize(1);
    assertThat(model.refused()).isEmpty();
  }

  @Test
  void transcriptsCanEndInACreditAndSpeechCanGoOn() {
    model
        .faults()
        .once(new ModelFault.Credit("Sous-titres réalisés par la communauté d’Amara.org"));
    model.faults().once(new ModelFault.HoldSpeech(Duration.ofSeconds(20)));
    var client = ready();
    client.speak(FIRST, Duration.ofSeconds(10));
    client.send("{\"type\":\"response.cancel\"}");
    client.until("error");

    assertThat(client.seen("input_audio_buffer.speech_started")).hasSize(1);
    assertThat(client.seen("input_audio_buffer.speech_stopped")).isEmpty();
    client.speak(Clip.silence(SILENCE), Duration.ofSeconds(20));
    var heard = client.until("conversation.item.input_audio_transcription.completed");
    assertThat(heard.path("transcript").asString())
        .isEqualTo(
            "Bonjour, je voudrais un rendez-vous. Sous-titres réalisés par la communauté d’Amara.org");
  }

  @Test
  void anItemCanHaveTwoPartsAndAFunctionComeFirstWithoutStatus() {
    var client = ready();
    model.faults().once(new ModelFault.TwoParts());
    client.send(say("Une phrase en deux parties bien longues."));
    client.response();
    client.send(item("assistant", "output_text", "Bonjour, ici Ava."));
    client.send(item("user", "input_text", "Bonjour, je voudrais un rendez-vous."));
    client.send(item("assistant", "output_text", LINE));
    model.faults().once(new ModelFault.ToolFirst());
    model.faults().once(new ModelFault.NoToolStatus());
    client.speak(SECOND, SILENCE);
    var output = client.until("response.done").at("/response/output");

    var parts = client.seen("response.content_part.done");
    assertThat(parts.subList(0, 2))
        .extracting(part -> part.path("content_index").asInt())
        .containsExactly(0, 1);
    assertThat(
            parts.get(0).at("/part/transcript").asString()
                + " "
                + parts.get(1).at("/part/transcript").asString())
        .isEqualTo("Une phrase en deux parties bien longues.");
    assertThat(output.at("/0/type").asString()).isEqualTo("function_call");
    assertThat(output.at("/0").has("status")).isFalse();
    assertThat(output.at("/1/type").asString()).isEqualTo("message");
  }

  @Test
  void nullCanStandWhereNothingMay() {
    model.faults().once(new ModelFault.NullProperty("response.done", "/response/usage"));
    model.faults().once(new ModelFault.NullProperty("session.created", "/session/prompt"));
    var client = ready();
    client.send(say("Oui."));

    assertThat(client.until("response.done").at("/response/usage").isNull()).isTrue();
    assertThat(client.seen("session.created").getFirst().at("/session/prompt").isNull()).isTrue();
  }

  @Test
  void theVoiceCanBeShownAsAnObject() {
    model.faults().once(new ModelFault.VoiceObject());

    var client = new ModelClient(model).takingAnything();
    open = Optional.of(client);
    client.send("{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}");
    var updated = client.until("session.updated");

    assertThat(updated.at("/session/audio/output/voice/id").asString()).isEqualTo("marin");
  }

  @Test
  void upgradeCanBeRefused() {
    model.faults().once(new ModelFault.RefuseUpgrade(429));

    var refused = new ModelClient(model).until("closed").path("closed").asInt();
    var unauthorised =
        new ModelClient(model, "Authorization", "Basic x").until("closed").path("closed").asInt();

    assertThat(refused).isEqualTo(429);
    assertThat(unauthorised).isEqualTo(401);
    assertThat(model.openSessions()).isZero();
  }

  @Test
  void sessionCanFailAtItsStartAndExpire() {
    model.faults().once(new ModelFault.ErrorAtStart("insufficient_quota"));
    var poor = new ModelClient(model);
    assertThat(poor.until("error").at("/error/code").asString()).isEqualTo("insufficient_quota");
    poor.until("closed");
    model.faults().once(new ModelFault.ShortSession(Duration.ofMillis(50)));

    var client = new ModelClient(model);

    assertThat(client.until("error").at("/error/code").asString()).isEqualTo("session_expired");
    client.until("closed");
  }

  @Test
  void updateCanStayUnanswered() {
    model.faults().once(new ModelFault.NeverUpdateSession());
    open = Optional.of(new ModelClient(model));
    var client = open.get();
    client.send("{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}");
    client.send("{\"type\":\"input_audio_buffer.clear\"}");

    client.until("input_audio_buffer.cleared");

    assertThat(client.seen("session.updated")).isEmpty();
  }

  @Test
  void responsesCanFailAndEndEarly() {
    var client = ready();
    model.faults().once(new ModelFault.FailResponse("server_error"));
    client.send(say("Oui."));
    var failed = client.until("response.done").path("response");
    model.faults().once(new ModelFault.Incomplete("content_filter"));
    client.send(say("Une phrase assez longue pour être coupée."));
    var incomplete = client.until("response.done").path("response");
    model.faults().once(new ModelFault.NoAudio());
    client.send(say("Oui."));
    var empty = client.until("response.done").path("response");

    assertThat(failed.at("/status_details/error/code").asString()).isEqualTo("server_error");
    assertThat(incomplete.at("/status_details/reason").asString()).isEqualTo("content_filter");
    assertThat(incomplete.at("/output/0/status").asString()).isEqualTo("incomplete");
    assertThat(empty.path("status").asString()).isEqualTo("completed");
    assertThat(empty.path("output")).isEmpty();
  }

  @Test
  void socketCanBreakInAnAnswer() {
    model.faults().once(new ModelFault.DropSocket(Duration.ofMillis(400)));
    var client = ready();
    client.send(say("Une phrase assez longue pour être coupée au milieu."));

    assertThat(client.until("closed").path("closed").asInt()).isZero();
    assertThat(client.seen("response.output_audio.delta")).hasSize(2);
    assertThat(client.seen("response.done")).isEmpty();
  }

  @Test
  void allSessionsCanBreakAtOnce() {
    var client = ready();

    model.dropSessions();

    assertThat(client.until("closed").path("closed").asInt()).isZero();
  }

  @ParameterizedTest
  @EnumSource(ModelFault.Transcribe.How.class)
  void transcriptsCanComeInOtherWays(ModelFault.Transcribe.How how) {
    model.faults().once(new ModelFault.Transcribe(how));
    var client = ready();
    client.speak(FIRST, SILENCE);
    client.until("response.done");
    client.speak(SECOND, SILENCE);

    var first = "Bonjour, je voudrais un rendez-vous.";
    var second = "Non, merci beaucoup.";
    var expected =
        switch (how) {
          case FIRST -> List.of(first, second);
          case AFTER_NEXT_TURN -> List.of(second, first);
          case NEVER -> List.of(second);
          case FAILED -> List.of("failed", second);
          case EMPTY -> List.of("", second);
        };
    var transcripts =
        client.until(
            expected.size(),
            "conversation.item.input_audio_transcription.completed",
            "conversation.item.input_audio_transcription.failed");
    assertThat(transcripts)
        .extracting(event -> event.path("transcript").asString("failed"))
        .isEqualTo(expected);
  }

  @Test
  void eventsCanBeLate() {
    var client = ready();
    model.faults().once(new ModelFault.DelayEvents(Duration.ofMillis(80)));
    var before = System.nanoTime();

    client.send("{\"type\":\"input_audio_buffer.clear\"}");
    client.until("input_audio_buffer.cleared");

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(80));
  }
}
