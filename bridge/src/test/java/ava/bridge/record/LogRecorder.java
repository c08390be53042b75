package ava.bridge.record;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Records what a class logs.
public final class LogRecorder implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  public LogRecorder(Class<?> source) {
    this.logger = (Logger) LoggerFactory.getLogger(source);
    lines.start();
    logger.addAppender(lines);
  }

  /// Each line at ERROR as its message and its fields.
  List<String> errors() {
    return from(Level.ERROR);
  }

  /// Each line at WARN or above as its message and its fields.
  public List<String> warnings() {
    return from(Level.WARN);
  }

  private List<String> from(Level least) {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLevel().isGreaterOrEqual(least))
        .map(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
  }
}
