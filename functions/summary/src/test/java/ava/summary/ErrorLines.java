package ava.summary;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// The log lines of Ava's summary function while it is open.
final class ErrorLines implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("ava.summary");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  ErrorLines() {
    lines.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(lines);
  }

  /// The lines that stand for a mail, with their fields.
  List<String> notSent() {
    return fields(Level.ERROR).filter(line -> line.contains("event=\"summary_not_sent\"")).toList();
  }

  /// All below ERROR.
  String chatter() {
    return lines.list.stream()
        .filter(line -> !line.getLevel().isGreaterOrEqual(Level.ERROR))
        .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
        .collect(Collectors.joining("\n"));
  }

  private java.util.stream.Stream<String> fields(Level level) {
    return lines.list.stream()
        .filter(line -> line.getLevel() == level)
        .map(line -> String.valueOf(line.getKeyValuePairs()));
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }
}
