package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a client may ask of the model, and what it refuses.
class ModelRulesTest extends SimulatedModel {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "not json | invalid_json",
        "{\"type\":\"session.fly\"} | invalid_value",
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"temperature\":0.8}} |"
            + " unknown_parameter",
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"voice\":\"alloy\"}} |"
            + " unknown_parameter",
        "{\"type\":\"session.update\",\"session\":{\"instructions\":\"a\"}} |"
            + " missing_required_parameter",
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"model\":\"gpt-other\"}}"
            + " | invalid_value",
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"output\":{\"speed\":9}}}}"
            + " | invalid_value",
        "{\"type\":\"response.cancel\"} | response_cancel_not_active",
        "{\"type\":\"input_audio_buffer.commit\"} | input_audio_buffer_commit_empty",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"§\"} | invalid_value",
        "{\"type\":\"output_audio_buffer.clear\"} | invalid_value",
        "{\"type\":\"conversation.item.truncate\",\"item_id\":\"no\",\"content_index\":0,\"audio_end_ms\":1}"
            + " | item_truncate_invalid_item_id",
        "{\"type\":\"conversation.item.delete\",\"item_id\":\"no\"} | item_delete_invalid_item_id",
        "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"no\"} |"
            + " item_retrieve_invalid_item_id",
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"}]}}"
            + " | invalid_value",
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_audio\",\"transcript\":\"a\"}]}}"
            + " | invalid_value",
        "{\"type\":\"conversation.item.create\",\"item\":{\"id\":\"a23456789012345678901234567890123\",\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"}]}}"
            + " | string_above_max_length",
        "{\"type\":\"conversation.item.create\",\"previous_item_id\":\"no\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"a\"}]}}"
            + " | item_create_invalid_previous_item_id",
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\"no\",\"output\":\"\"}}"
            + " | invalid_tool_call_id"
      })
  void wrongEventIsRefusedAndCounted(String event, String code) {
    var client = ready();

    client.send(event);

    assertThat(client.until("error").at("/error/code").asString()).isEqualTo(code);
    assertThat(model.refused()).hasSize(1);
    assertThat(client.seen("session.updated")).hasSize(1);
  }

  @Test
  void errorNamesTheEventAndTheParameter() {
    var client = ready();

    client.send(
        "{\"type\":\"session.update\",\"event_id\":\"cfg\",\"session\":{\"type\":\"realtime\",\"temperature\":1}}");

    var error = client.until("error").path("error");
    assertThat(error.path("event_id").asString()).isEqualTo("cfg");
    assertThat(error.path("param").asString()).isEqualTo("session.temperature");
  }

  @Test
  void onlyOneResponseAtATime() {
    model.faults().once(new ModelFault.Stall(Duration.ZERO));
    var client = ready();
    client.send(CREATE);
    client.until("response.created");

    client.send(CREATE);

    assertThat(client.until("error").at("/error/code").asString())
        .isEqualTo("conversation_already_has_active_response");
    client.send("{\"type\":\"response.cancel\"}");
    assertThat(client.until("response.done").at("/response/status_details/reason").asString())
        .isEqualTo("client_cancelled");
  }

  @Test
  void truncatingMoreThanWasSaidIsRefused() {
    var client = ready();
    client.send(say("Oui."));
    var item = client.until("response.output_audio.delta").path("item_id").asString();
    client.response();

    client.send(
        "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,\"audio_end_ms\":261}"
            .formatted(item));
    var tooLong = client.until("error").path("error");
    client.send(item("user", "input_text", "a").replace("\"item\":{", "\"item\":{\"id\":\"u\","));
    client.send(
        "{\"type\":\"conversation.item.truncate\",\"item_id\":\"u\",\"content_index\":0,\"audio_end_ms\":0}");

    assertThat(tooLong.path("code").isNull()).isTrue();
    assertThat(tooLong.path("message").asString())
        .isEqualTo("Audio content of 260ms is already shorter than 261ms");
    assertThat(client.until("error").at("/error/code").asString())
        .isEqualTo("unsupported_content_type");
  }

  @Test
  void voiceCannotChangeOnceHeardAndAudioNeedsItsFormat() {
    var client = ready();
    client.send(say("Oui."));
    client.response();
    client.send(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"output\":{\"voice\":\"cedar\"}}}}");
    assertThat(client.until("error").at("/error/code").asString()).isEqualTo("cannot_update_voice");
    client.close();

    var early = new ModelClient(model);
    open = Optional.of(early);
    early.until("session.created");
    early.send(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcma\"}}}}}");
    early.append(new byte[160]);

    assertThat(early.until("error").at("/error/param").asString()).isEqualTo("audio");
  }

  @Test
  void aSessionTakesAndSpeaksPcmUntilItIsToldOtherwise() {
    open = Optional.of(new ModelClient(model));
    var client = open.get();
    client.until("conversation.created");
    var sound = Clip.join(List.of(FIRST, Clip.silence(SILENCE)));
    for (var frame = 0; frame < sound.frames(); frame++) {
      client.append(SoundFormat.PCM.fromMuLaw(sound.frame(frame)));
    }
    client.until("response.done");

    client.send(say("Oui."));
    client.response();

    assertThat(model.conversation().getFirst().text())
        .isEqualTo("Bonjour, je voudrais un rendez-vous.");
    assertThat(SoundFormat.PCM.toMuLaw(audio(client))).endsWith(Clip.hum("Oui.").bytes());
    assertThat(model.refused()).isEmpty();
  }

  @Test
  void aResponseEchoesWhatWasAskedOfIt() {
    var client = ready();
    client.send(
        "{\"type\":\"response.create\",\"response\":{\"output_modalities\":[\"text\"],\"max_output_tokens\":99}}");
    client.response();
    client.send(say("Oui."));
    client.response();

    assertThat(client.seen("response.created", "response.done"))
        .extracting(event -> event.at("/response/output_modalities/0").asString())
        .containsExactly("text", "text", "audio", "audio");
    assertThat(client.seen("response.done").getFirst().at("/response/max_output_tokens").asInt())
        .isEqualTo(99);
  }

  @Test
  void aRetrievedItemShowsWhatItIsNow() {
    var client = ready();
    client.speak(FIRST, SILENCE);
    client.until(1, "conversation.item.input_audio_transcription.completed");
    client.until(1, "response.done");
    var caller = client.seen("input_audio_buffer.committed").getFirst().path("item_id").asString();
    client.send(say("Une phrase."));
    var answer = client.until("response.output_audio.delta").path("item_id").asString();
    client.response();

    assertThat(retrieved(client, caller).at("/content/0/transcript").asString())
        .isEqualTo("Bonjour, je voudrais un rendez-vous.");
    assertThat(retrieved(client, answer).at("/content/0/transcript").asString())
        .isEqualTo("Une phrase.");
    assertThat(retrieved(client, answer).path("status").asString()).isEqualTo("completed");
    client.send(
        "{\"type\":\"conversation.item.truncate\",\"item_id\":\"%s\",\"content_index\":0,\"audio_end_ms\":100}"
            .formatted(answer));
    client.until("conversation.item.truncated");
    assertThat(retrieved(client, answer).at("/content/0").has("transcript")).isFalse();
  }

  @Test
  void betaHeaderIsRefused() {
    open = Optional.of(new ModelClient(model, "OpenAI-Beta", "realtime=v1"));

    assertThat(open.get().until("error").at("/error/code").asString())
        .isEqualTo("beta_api_shape_disabled");
    assertThat(open.get().until("closed").path("closed").asInt()).isEqualTo(4000);
  }

  private static JsonNode retrieved(ModelClient client, String item) {
    client.send("{\"type\":\"conversation.item.retrieve\",\"item_id\":\"" + item + "\"}");
    return client.until("conversation.item.retrieved").path("item");
  }
}
