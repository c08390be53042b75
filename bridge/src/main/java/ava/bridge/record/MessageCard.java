package ava.bridge.record;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.table.CallStore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The message card of one call in the table. Safe for use by several threads.
public final class MessageCard {
  private static final Logger LOG = LoggerFactory.getLogger(MessageCard.class);

  private final CallSid callSid;
  private final CallStore calls;
  private final Consumer<NotedMessage> unwritten;

  /// An earlier card waits for the end of the call: later ones must come over it.
  private volatile boolean behind;

  /// @param unwritten takes what the table did not, and what was noted since, on any thread
  public MessageCard(CallSid callSid, CallStore calls, Consumer<NotedMessage> unwritten) {
    this.callSid = callSid;
    this.calls = calls;
    this.unwritten = unwritten;
  }

  /// Fills in these fields. Waits for the table.
  public void note(NotedMessage message) {
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
  }
}
