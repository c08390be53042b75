package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ava.bridge.Schemas;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeServerEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// OpenAI's own library as referee of what Ava sends and of what her tests say that she receives.
class RefereeTest {
  static Stream<String> commands() {
    return ModelCodecTest.everyCommand().stream().map(ModelCodec::encode);
  }

  static Stream<String> serverEvents() {
    return Schemas.realtimeExamples().stream()
        .map(JsonMapper.shared()::readTree)
        .filter(line -> line.get("direction").stringValue().equals("server"))
        .map(line -> line.get("event").toString());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatAvaSendsIsAnEventOfTheApi(String command) throws Exception {
    var event = ObjectMappers.jsonMapper().readValue(command, RealtimeClientEvent.class);

    assertThatCode(event::validate).as(command).doesNotThrowAnyException();
    assertThat(event._json().isPresent()).isTrue();
    assertSame(ObjectMappers.jsonMapper().writeValueAsString(event), command);
  }

  @ParameterizedTest
  @MethodSource("serverEvents")
  void whatTheTestsSayTheModelSaysIsAnEventOfTheApi(String example) throws Exception {
    var event = ObjectMappers.jsonMapper().readValue(example, RealtimeServerEvent.class);

    assertThatCode(event::validate).as(example).doesNotThrowAnyException();
  }

  @Test
  void theRefereeRefusesWhatIsNoEvent() throws Exception {
    var event =
        ObjectMappers.jsonMapper()
            .readValue("{\"type\":\"response.cancle\"}", RealtimeClientEvent.class);

    assertThat(event.isValid()).isFalse();
  }

  private static void assertSame(String json, String other) {
    assertThat(JsonMapper.shared().readTree(json)).isEqualTo(JsonMapper.shared().readTree(other));
  }
}
