package ava.shared.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Optional;
import org.slf4j.Logger;

/// Logs lines of JSON on the standard output, of Ava's own loggers at the level that `LOG_LEVEL`
/// names, a system property or else of the environment (`INFO` without), of libraries warnings
/// alone: their details would show tokens. It is code, since to read a file of XML hundreds of
/// classes are loaded at each start. Where a file is named, or there is one for tests, that one
/// decides. Found by Logback as a service.
public final class JsonLines extends ContextAwareBase implements Configurator {
  private static final String LEVEL = "LOG_LEVEL";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (hasFile()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    configure(
        context,
        Optional.ofNullable(System.getProperty(LEVEL))
            .or(() -> Optional.ofNullable(System.getenv(LEVEL))));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static boolean hasFile() {
    return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
        || JsonLines.class.getResource("/" + ClassicConstants.TEST_AUTOCONFIG_FILE) != null;
  }

  static void configure(LoggerContext context, Optional<String> level) {
    var encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithThreadName(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.start();
    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(console);
    context
        .getLogger("ava")
        .setLevel(level.map(name -> Level.toLevel(name, Level.INFO)).orElse(Level.INFO));
  }
}
