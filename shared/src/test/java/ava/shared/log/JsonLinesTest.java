package ava.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "DEBUG, true, true",
    "INFO, false, true",
    "WARN, false, false",
    "OFF, false, false",
    "loud, false, true",
    ", false, true"
  })
  void theLevelIsAvasOwn(String level, boolean debug, boolean info) {
    JsonLines.configure(context, Optional.ofNullable(level));

    var ava = context.getLogger("ava.bridge.call.Call");
    assertThat(ava.isDebugEnabled()).isEqualTo(debug);
    assertThat(ava.isInfoEnabled()).isEqualTo(info);
  }

  @ParameterizedTest
  @ValueSource(strings = {"software.amazon.awssdk.request", "io.netty.handler", "okhttp3"})
  void detailsOfLibrariesAreNeverLogged(String library) {
    JsonLines.configure(context, Optional.of("DEBUG"));

    assertThat(context.getLogger(library).isInfoEnabled()).isFalse();
    assertThat(context.getLogger(library).isWarnEnabled()).isTrue();
  }

  @Test
  void fileOfTheTestsGoesBefore() {
    var found = ServiceLoader.load(Configurator.class).findFirst().orElseThrow();

    assertThat(found).isInstanceOf(JsonLines.class);
    assertThat(found.configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
  }
}
