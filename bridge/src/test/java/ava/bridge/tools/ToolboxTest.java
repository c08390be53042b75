package ava.bridge.tools;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Move;
import ava.shared.call.PhoneNumber;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ToolboxTest {
  private static final PhoneNumber COLLEAGUE = new PhoneNumber("+33142000000");
  private static final Toolbox ALL = Toolbox.with(Optional.of(COLLEAGUE));

  @Test
  void eachToolIsToldToTheModelWithItsArgumentsAndItsRule() {
    assertThat(ALL.tools()).isNotEmpty();
    for (var tool : ALL.tools()) {
      var definition =
          ALL.definitions().stream()
              .filter(d -> d.path("name").asString().equals(tool.name()))
              .findFirst()
              .orElseThrow();
      assertThat(tool.name()).matches("[a-z_]{1,64}");
      assertThat(definition.path("type").asString()).isEqualTo("function");
      assertThat(definition.path("description").asString()).isNotBlank();
      assertThat(definition.path("parameters").path("type").asString()).isEqualTo("object");
      assertThat(definition.at("/parameters/additionalProperties"))
          .isEqualTo(JsonMapper.shared().readTree("false"));
      assertThat(ALL.rules()).contains("- " + tool.name() + " : ");
    }
  }

  @Test
  void theCallLearnsWhatEachToolAsksOfIt() {
    assertThat(ALL.moves())
        .containsAllEntriesOf(
            Map.of(
                "noter_message", new Move.Beside(),
                "raccrocher", new Move.HangUp(),
                "attendre", new Move.Listen(),
                "transferer", new Move.Transfer(COLLEAGUE)));
  }

  @Test
  void withoutANumberNothingSaysThatCallsAreTransferred() {
    var toolbox = Toolbox.with(Optional.empty());

    assertThat(toolbox.moves()).doesNotContainKey("transferer");
    assertThat(toolbox.definitions().toString() + toolbox.rules()).doesNotContain("transf");
  }
}
