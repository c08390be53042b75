package ava.local;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoggingTest {
  @ParameterizedTest
  @MethodSource("configurations")
  void theLogLevelIsAvasAlone(Path file) throws JoranException {
    var context = new LoggerContext();
    context.putProperty("LOG_LEVEL", "DEBUG");
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(file.toFile());

    assertThat(context.getLogger("ava.bridge.call.Call").isDebugEnabled()).isTrue();
    for (var library : List.of("software.amazon.awssdk.request", "io.netty.handler", "okhttp3")) {
      assertThat(context.getLogger(library).isInfoEnabled()).as(library).isFalse();
    }
    context.stop();
  }

  static List<Path> configurations() throws IOException {
    try (var files = Files.walk(Path.of(".."))) {
      return files.filter(file -> file.toString().matches(".*/src/main/.*logback\\.xml")).toList();
    }
  }
}
