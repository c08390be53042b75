package ava.bridge.record;

import ava.bridge.call.Tools;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.NotedMessage;
import ava.shared.OutOfReach;
import ava.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tools of one call that need more than the call itself: `noter_message`, which fills in the
/// message card in the table. Each runs on a virtual thread and answers within the deadline.
public final class MessageTools implements Tools {
  /// How long the model waits for a tool at the most.
  public static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(MessageTools.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NOTE = "noter_message";

  private final CallSid callSid;
  private final CallStore calls;
  private final Consumer<NotedMessage> unwritten;
  private final Executor context;
  private final Duration deadline;

  /// An earlier card waits for the end of the call: later ones must come over it.
  private volatile boolean behind;

  /// @param unwritten takes what the table did not, and what was noted since, on any thread
  public MessageTools(
      CallSid callSid,
      CallStore calls,
      Consumer<NotedMessage> unwritten,
      Executor context,
      Duration deadline) {
    this.callSid = callSid;
    this.calls = calls;
    this.unwritten = unwritten;
    this.context = context;
    this.deadline = deadline;
  }

  @Override
  public void run(String name, String arguments, Consumer<String> answer) {
    var _ =
        CompletableFuture.supplyAsync(() -> output(name, arguments), Thread::startVirtualThread)
            .completeOnTimeout(
                refusal(List.of("l'outil n'a pas répondu à temps : à réessayer une fois")),
                deadline.toMillis(),
                TimeUnit.MILLISECONDS)
            .exceptionally(this::failed)
            .thenAcceptAsync(answer, context);
  }

  private String output(String name, String arguments) {
    if (!name.equals(NOTE)) {
      return refusal(List.of("outil inconnu : " + name.substring(0, Math.min(60, name.length()))));
    }
    try {
      var node = JSON.readTree(arguments);
      return node.isObject() ? note(node) : refusal(List.of("arguments illisibles"));
    } catch (JacksonException e) {
      return refusal(List.of("arguments illisibles"));
    }
  }

  private String note(JsonNode arguments) {
    var checked = NoteArguments.check(arguments);
    var message = checked.message();
    if (message.isEmpty() && checked.problems().isEmpty()) {
      return refusal(List.of("rien à noter"));
    }
    try {
      calls.note(callSid, message);
      if (behind) {
        unwritten.accept(message);
      }
    } catch (OutOfReach e) {
      LOG.atWarn()
          .addKeyValue("callSid", callSid.value())
          .setCause(e)
          .log("message kept for the end of the call");
      behind = true;
      unwritten.accept(message);
    }
    return checked.problems().isEmpty() ? noted(message) : refusal(checked.problems());
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

  private String failed(Throwable why) {
    LOG.atError().addKeyValue("callSid", callSid.value()).setCause(why).log("tool failed");
    return refusal(List.of("l'outil a échoué"));
  }
}
