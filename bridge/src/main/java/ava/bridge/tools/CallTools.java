package ava.bridge.tools;

import ava.bridge.call.Tools;
import ava.shared.CallSid;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Runs the tools of one call, each on a virtual thread, and answers within the deadline.
public final class CallTools implements Tools {
  /// How long the model waits for a tool at the most.
  public static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(CallTools.class);

  private final CallSid callSid;
  private final Toolbox toolbox;
  private final Notepad notepad;
  private final Executor context;
  private final Duration deadline;

  /// @param context runs what comes back to the call
  public CallTools(
      CallSid callSid, Toolbox toolbox, Notepad notepad, Executor context, Duration deadline) {
    this.callSid = callSid;
    this.toolbox = toolbox;
    this.notepad = notepad;
    this.context = context;
    this.deadline = deadline;
  }

  @Override
  public void run(String name, String arguments, Consumer<String> answer) {
    var _ =
        CompletableFuture.supplyAsync(() -> output(name, arguments), Thread::startVirtualThread)
            .completeOnTimeout(
                ToolOutput.refused("l’outil n’a pas répondu à temps : à réessayer une fois"),
                deadline.toMillis(),
                TimeUnit.MILLISECONDS)
            .exceptionally(this::failed)
            .thenAcceptAsync(output -> answer.accept(output.json()), context);
  }

  private ToolOutput output(String name, String arguments) {
    var tool = toolbox.beside(name);
    if (tool.isEmpty()) {
      return ToolOutput.refused("outil inconnu");
    }
    try {
      var node = JsonMapper.shared().readTree(arguments);
      return node.isObject()
          ? tool.get().run(node, notepad)
          : ToolOutput.refused("arguments illisibles");
    } catch (JacksonException e) {
      return ToolOutput.refused("arguments illisibles");
    }
  }

  private ToolOutput failed(Throwable why) {
    LOG.atError().addKeyValue("callSid", callSid.value()).setCause(why).log("tool failed");
    return ToolOutput.refused("l’outil a échoué");
  }
}
