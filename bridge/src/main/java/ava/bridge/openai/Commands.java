package ava.bridge.openai;

import ava.bridge.call.Effect;
import ava.bridge.call.Memory;
import ava.shared.call.Speaker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns effects of the call into client events of one session, each with its own id.
final class Commands {
  private static final int LONGEST_SILENCE_MS = 10_000;
  static final int BYTES_PER_MS = 8;
  private static final byte SILENCE = (byte) 0xFF;

  /// The kinds of commands whose refusal matters to the call.
  static final String ASK = "ask";

  static final String TURNS = "turns";

  /// What a response is for, where it is not for the conversation.
  static final String PURPOSE = "purpose";

  static final String STAND_IN = "stand-in";

  private long count;

  ClientEvent configure(SessionSettings settings) {
    return new ClientEvent.SessionUpdate(id("session"), settings.session());
  }

  ClientEvent command(Effect.ToModel effect) {
    return switch (effect) {
      case Effect.Append(var audio) -> new ClientEvent.AppendAudio(id("audio"), audio);
      case Effect.AppendSilence(var ms) -> new ClientEvent.AppendAudio(id("audio"), silence(ms));
      case Effect.EndTurn() -> new ClientEvent.CommitAudio(id("commit"));
      case Effect.TakeTurns() ->
          new ClientEvent.SessionUpdate(id(TURNS), SessionSettings.takingTurns());
      case Effect.Ask(var instructions) ->
          new ClientEvent.CreateResponse(id(ASK), instructions.map(ClientEvent.Response::exactly));
      case Effect.StandIn(var instructions) ->
          new ClientEvent.CreateResponse(
              id("stand"),
              Optional.of(
                  ClientEvent.Response.spokenBeside(instructions, Map.of(PURPOSE, STAND_IN))));
      case Effect.SpeakYourself(var always) ->
          new ClientEvent.SessionUpdate(
              id("voice"),
              ClientEvent.Session.modalities(SessionSettings.Voice.modalities(!always)));
      case Effect.PutHeard(var behind, var words) ->
          new ClientEvent.CreateItem(
              id("heard"),
              Optional.of(behind),
              said(itemId(Interpreter.MEMORY), Speaker.AVA, words));
      case Effect.Forget(var item) -> new ClientEvent.DeleteItem(id("forget"), item);
      case Effect.Cancel(var response) -> new ClientEvent.CancelResponse(id("cancel"), response);
      case Effect.Truncate(var item, var part, var endMs) ->
          new ClientEvent.TruncateItem(id("truncate"), item, part, endMs);
      case Effect.RecallGreeting(var item, var text) ->
          new ClientEvent.CreateItem(
              id("greeting"),
              Optional.of("root"),
              ClientEvent.Item.message(item, "assistant", "output_text", text));
      case Effect.Inform(var text) -> create(fact(itemId("fact"), text));
      case Effect.AnswerTool(var callId, var output) ->
          create(ClientEvent.Item.toolOutput(itemId("tool"), callId, output));
      case Effect.SettleTool(var callId, var how) ->
          create(ClientEvent.Item.toolOutput(itemId("tool"), callId, output(how)));
    };
  }

  private static String output(Effect.SettleTool.Settled how) {
    return switch (how) {
      case DONE -> "{\"ok\":true}";
      case OVERTAKEN -> "{\"ok\":false,\"erreur\":\"l'appelant parle\"}";
      case IMPOSSIBLE -> "{\"ok\":false,\"erreur\":\"impossible\"}";
      case LATE -> "{\"ok\":false,\"erreur\":\"pas de réponse à temps\"}";
    };
  }

  /// What tells a new session of the conversation so far. The ids say that the call knows it.
  List<ClientEvent> replay(List<Memory> conversation) {
    var events = new ArrayList<ClientEvent>();
    for (var memory : conversation) {
      switch (memory) {
        case Memory.Said(var speaker, var text) ->
            events.add(create(said(itemId(Interpreter.MEMORY), speaker, text)));
        case Memory.Fact(var text) -> events.add(create(fact(itemId(Interpreter.MEMORY), text)));
        case Memory.UsedTool(var callId, var name, var arguments, var output) -> {
          events.add(
              create(
                  ClientEvent.Item.toolCall(itemId(Interpreter.MEMORY), callId, name, arguments)));
          events.add(
              create(ClientEvent.Item.toolOutput(itemId(Interpreter.MEMORY), callId, output)));
        }
      }
    }
    return events;
  }

  private ClientEvent create(ClientEvent.Item item) {
    return new ClientEvent.CreateItem(id("item"), Optional.empty(), item);
  }

  private static ClientEvent.Item said(String id, Speaker speaker, String text) {
    return switch (speaker) {
      case CALLER -> ClientEvent.Item.message(id, "user", "input_text", text);
      case AVA -> ClientEvent.Item.message(id, "assistant", "output_text", text);
    };
  }

  private static ClientEvent.Item fact(String id, String text) {
    return ClientEvent.Item.message(id, "system", "input_text", text);
  }

  /// How much of the caller's audio an effect gives to a session: 8 bytes are 1 ms.
  static long audioBytes(Effect.ToModel effect) {
    if (effect instanceof Effect.Append audio) {
      return audio.bytes();
    }
    return effect instanceof Effect.AppendSilence(var ms) ? silentBytes(ms) : 0;
  }

  private static int silentBytes(int ms) {
    return Math.clamp(ms, 1, LONGEST_SILENCE_MS) * BYTES_PER_MS;
  }

  static String silence(int ms) {
    var bytes = new byte[silentBytes(ms)];
    Arrays.fill(bytes, SILENCE);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The kind of command that has this id, or empty.
  static String kindOf(@Nullable String eventId) {
    var end = eventId == null ? -1 : eventId.lastIndexOf('-');
    return eventId == null || end < 0 ? "" : eventId.substring(0, end);
  }

  private String id(String what) {
    count++;
    return what + "-" + count;
  }

  private String itemId(String what) {
    count++;
    return (what.endsWith("_") ? what : what + "_") + count;
  }
}
