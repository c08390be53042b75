package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import ava.simulator.socket.RealtimeSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class RealtimeSimulatorTest {
  private static final Duration SILENCE = Duration.ofMillis(700);
  private static final Clip FIRST = Clip.hum("bonjour, je voudrais un rendez-vous");
  private static final Clip SECOND =
      Clip.join(List.of(Clip.hum("x"), Clip.hum("non, merci beaucoup")));
  private static final String LINE = "Je vous écoute, madame, dites-moi tout ce que je dois noter.";
  private static final String CREATE = "{\"type\":\"response.create\",\"event_id\":\"rc\"}";

  private final List<Observation> observed = Collections.synchronizedList(new ArrayList<>());
  private final RealtimeSimulator model =
      RealtimeSimulator.start(new ScenarioScript(scenario()), Pace.FAST, observed::add);
  private Optional<ModelClient> open = Optional.empty();

  private static Scenario scenario() {
    var when = new When.After(Duration.ZERO);
    return new Scenario(
        "test",
        "t",
        "+33612345678",
        "+33199001234",
        "b",
        List.of(
            new Step.AvaSays("Bonjour, ici Ava.", Optional.empty(), List.of(), List.of()),
            new Step.CallerSays(
                "Bonjour, je voudrais un rendez-vous.", FIRST, when, Optional.empty()),
            new Step.AvaSays(
                LINE,
                Optional.empty(),
                List.of(new ToolCall("noter_message", "{\"motif\":\"rendez-vous\"}")),
                List.of()),
            new Step.CallerSays("Non, merci beaucoup.", SECOND, when, Optional.empty()),
            new Step.AvaSays(
                "Au revoir.",
                Optional.empty(),
                List.of(),
                List.of(new ToolCall("raccrocher", "{}")))),
        List.of(),
        "GOODBYE");
  }

  @BeforeEach
  void noFaults() {
    model.faults().clear();
  }

  @AfterEach
  void close() {
    open.ifPresent(ModelClient::close);
    model.close();
  }

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

  private static JsonNode retrieved(ModelClient client, String item) {
    client.send("{\"type\":\"conversation.item.retrieve\",\"item_id\":\"" + item + "\"}");
    return client.until("conversation.item.retrieved").path("item");
  }

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
  void betaHeaderIsRefused() {
    open = Optional.of(new ModelClient(model, "OpenAI-Beta", "realtime=v1"));

    assertThat(open.get().until("error").at("/error/code").asString())
        .isEqualTo("beta_api_shape_disabled");
    assertThat(open.get().until("closed").path("closed").asInt()).isEqualTo(4000);
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

  private ModelClient ready() {
    var client = ModelClient.ready(model);
    open = Optional.of(client);
    return client;
  }

  private static String say(String text) {
    return "{\"type\":\"response.create\",\"response\":{\"instructions\":\"Dis exactement : « "
        + text
        + " »\"}}";
  }

  private static String item(String role, String type, String text) {
    return "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\""
        + role
        + "\",\"content\":[{\"type\":\""
        + type
        + "\",\"text\":\""
        + text
        + "\"}]}}";
  }

  private static byte[] audio(ModelClient client) {
    var audio = new java.io.ByteArrayOutputStream();
    client
        .seen("response.output_audio.delta")
        .forEach(delta -> audio.writeBytes(delta.path("delta").binaryValue()));
    return audio.toByteArray();
  }
}
