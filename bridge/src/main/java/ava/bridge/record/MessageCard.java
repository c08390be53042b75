package ava.bridge.record;

import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.NotedMessage;
import ava.shared.OutOfReach;
import ava.shared.loop.Loop;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The message card of one call in the table. Safe for use by several threads.
public final class MessageCard {
  private static final Logger LOG = LoggerFactory.getLogger(MessageCard.class);

  private final CallSid callSid;
  private final CallStore calls;
  private final Loop loop;
  private final Consumer<NotedMessage> unwritten;

  /// An earlier card waits for the end of the call: later ones must come over it. Thread: the loop.
  private boolean behind;

  /// @param unwritten takes what the table did not, and what was noted since, on the loop
  public MessageCard(
      CallSid callSid, CallStore calls, Loop loop, Consumer<NotedMessage> unwritten) {
    this.callSid = callSid;
    this.calls = calls;
    this.loop = loop;
    this.unwritten = unwritten;
  }

  /// Fills in these fields. Waits for the table.
  public void note(NotedMessage message) {
    var written = written(message);
    loop.execute(() -> keep(message, written));
  }

  private boolean written(NotedMessage message) {
    try {
      calls.note(callSid, message);
      return true;
    } catch (OutOfReach e) {
      LOG.atWarn()
          .addKeyValue("callSid", callSid.value())
          .setCause(e)
          .log("message kept for the end of the call");
      return false;
    }
  }

  private void keep(NotedMessage message, boolean written) {
    behind |= !written;
    if (behind) {
      unwritten.accept(message);
    }
  }
}
