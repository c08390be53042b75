package ava.bridge.tools;

import ava.bridge.call.Tools;
import ava.shared.call.CallSid;
import ava.shared.loop.Beside;
import ava.shared.loop.FirstAnswer;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Runs the tools of one call beside it, and answers within the deadline. Thread: the loop.
public final class CallTools implements Tools {
  /// How long the model waits for a tool at the most.
  public static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final String LATE =
      ToolOutput.refused("l’outil n’a pas répondu à temps : à réessayer une fois").json();
  private static final Logger LOG = LoggerFactory.getLogger(CallTools.class);

  private final CallSid callSid;
  private final Toolbox toolbox;
  private final Notepad notepad;
  private final Loop loop;
  private final Beside beside;
  private final Duration deadline;

  public CallTools(
      CallSid callSid,
      Toolbox toolbox,
      Notepad notepad,
      Loop loop,
      Beside beside,
      Duration deadline) {
    this.callSid = callSid;
    this.toolbox = toolbox;
    this.notepad = notepad;
    this.loop = loop;
    this.beside = beside;
    this.deadline = deadline;
  }

  @Override
  public void run(String name, String arguments, Consumer<String> answer) {
    var first = new FirstAnswer<>(loop, deadline, () -> LATE, answer);
    beside.run(() -> {
      var output = output(name, arguments).json();
      loop.execute(() -> first.accept(output));
    });
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
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("callSid", callSid.value()).setCause(e).log("tool failed");
      return ToolOutput.refused("l’outil a échoué");
    }
  }
}
