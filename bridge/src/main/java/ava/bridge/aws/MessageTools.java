package ava.bridge.aws;

import ava.bridge.call.Tools;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.NotedMessage;
import ava.shared.OutOfReach;
import ava.shared.PhoneNumber;
import ava.shared.loop.Beside;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tools of one call that need more than the call itself: `noter_message`, which fills in the
/// message card in the table. Each runs beside the call and is answered within the deadline.
public final class MessageTools implements Tools {
  /// How long the model waits for a tool at the most.
  public static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(MessageTools.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NOTE = "noter_message";
  private static final String LATE =
      refusal(List.of("l'outil n'a pas répondu à temps : à réessayer une fois"));

  private final CallSid callSid;
  private final CallStore calls;
  private final Consumer<NotedMessage> unwritten;
  private final Loop loop;
  private final Beside beside;
  private final Duration deadline;

  /// An earlier card waits for the end of the call: later ones must come over it.
  private boolean behind;

  /// @param unwritten takes what the table did not, and what was noted since
  public MessageTools(
      CallSid callSid,
      CallStore calls,
      Consumer<NotedMessage> unwritten,
      Loop loop,
      Beside beside,
      Duration deadline) {
    this.callSid = callSid;
    this.calls = calls;
    this.unwritten = unwritten;
    this.loop = loop;
    this.beside = beside;
    this.deadline = deadline;
  }

  /// What became of a tool.
  ///
  /// @param output tells the model
  /// @param card what was to be noted
  /// @param written whether the card stands in the table
  private record Result(String output, NotedMessage card, boolean written) {
    static Result refused(String problem) {
      return new Result(refusal(List.of(problem)), NotedMessage.EMPTY, true);
    }
  }

  @Override
  public void run(String name, String arguments, Consumer<String> answer) {
    var first = new FirstAnswer<>(loop, deadline, () -> LATE, answer);
    beside.run(() -> {
      var result = result(name, arguments);
      loop.execute(() -> {
        keep(result);
        first.accept(result.output());
      });
    });
  }

  private void keep(Result result) {
    behind |= !result.written();
    if (behind && !result.card().isEmpty()) {
      unwritten.accept(result.card());
    }
  }

  private Result result(String name, String arguments) {
    try {
      if (!name.equals(NOTE)) {
        return Result.refused("outil inconnu : " + name.substring(0, Math.min(60, name.length())));
      }
      var node = JSON.readTree(arguments);
      return node.isObject() ? note(node) : Result.refused("arguments illisibles");
    } catch (JacksonException e) {
      return Result.refused("arguments illisibles");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("callSid", callSid.value()).setCause(e).log("tool failed");
      return Result.refused("l'outil a échoué");
    }
  }

  private Result note(JsonNode arguments) {
    var checked = NoteArguments.check(arguments);
    var card = checked.message();
    if (card.isEmpty() && checked.problems().isEmpty()) {
      return Result.refused("rien à noter");
    }
    var output = checked.problems().isEmpty() ? noted(card) : refusal(checked.problems());
    return new Result(output, card, written(card));
  }

  private boolean written(NotedMessage card) {
    try {
      calls.note(callSid, card);
      return true;
    } catch (OutOfReach e) {
      LOG.atWarn()
          .addKeyValue("callSid", callSid.value())
          .setCause(e)
          .log("message kept for the end of the call");
      return false;
    }
  }

  private static String noted(NotedMessage message) {
    var answer = JSON.createObjectNode().put("ok", true);
    message
        .get(NotedMessage.Field.PHONE)
        .map(number -> new PhoneNumber(number).displayed().replace('\u00a0', ' '))
        .ifPresent(number -> answer.put("telephone", number));
    return answer.toString();
  }

  private static String refusal(List<String> problems) {
    return JSON.createObjectNode()
        .put("ok", false)
        .put("erreur", String.join(" ; ", problems))
        .toString();
  }
}
