package ava.trial.world;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/// Hears what Ava logs of a call at WARN and above, in whichever world it is. Nothing is printed
/// any more once it listens. Safe for use by several threads: worlds run beside each other.
final class LogCatcher extends AppenderBase<ILoggingEvent> {
  private static final LogCatcher ONLY = new LogCatcher();

  private final Map<String, Consumer<Line>> listeners = new ConcurrentHashMap<>();

  /// A line.
  ///
  /// @param fields as text, keys before their values
  /// @param thrown what was thrown, with its place
  record Line(boolean error, String message, String fields, Optional<String> thrown) {}

  /// Begins to listen, once in a process.
  static synchronized void listen() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context && !ONLY.isStarted()) {
      var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
      root.detachAndStopAllAppenders();
      root.setLevel(Level.WARN);
      ONLY.setContext(context);
      ONLY.start();
      root.addAppender(ONLY);
    }
  }

  /// Tells the lines of a call from now on.
  static void of(String callSid, Consumer<Line> listener) {
    ONLY.listeners.put(callSid, listener);
  }

  static void forget(String callSid) {
    ONLY.listeners.remove(callSid);
  }

  @Override
  protected void append(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null) {
      return;
    }
    for (var pair : pairs) {
      if (pair.key.equals("callSid")) {
        var listener = listeners.get(String.valueOf(pair.value));
        if (listener != null) {
          listener.accept(line(event, pairs));
        }
      }
    }
  }

  private static Line line(ILoggingEvent event, List<KeyValuePair> pairs) {
    var fields = new StringBuilder();
    pairs.forEach(pair -> fields.append(pair.key).append('=').append(pair.value).append(' '));
    var thrown = Optional.ofNullable(event.getThrowableProxy());
    return new Line(
        event.getLevel().isGreaterOrEqual(Level.ERROR),
        event.getMessage(),
        fields.toString(),
        thrown.map(t -> {
          var frames = t.getStackTraceElementProxyArray();
          var place = frames.length == 0 ? "" : frames[0].getSTEAsString();
          return t.getClassName() + ": " + t.getMessage() + " " + place;
        }));
  }
}
