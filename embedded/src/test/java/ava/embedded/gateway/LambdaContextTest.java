package ava.embedded.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class LambdaContextTest {
  private static final class SummaryHandler {}

  @Test
  void everyFunctionHasTheTimeThatTheTemplateGivesIt() {
    assertThat(LambdaContext.TIMEOUTS).isEqualTo(timeoutsInTheTemplate());
  }

  @Test
  void theTimeOfAnInvocationRunsOut() {
    var fresh = LambdaContext.of(new SummaryHandler());
    var late = new LambdaContext("SummaryFunction", "1", System.nanoTime() - 1);

    assertThat(fresh.getFunctionName()).isEqualTo("SummaryFunction");
    assertThat(fresh.getRemainingTimeInMillis()).isBetween(80_000, 90_000);
    assertThat(late.getRemainingTimeInMillis()).isZero();
  }

  private static Map<String, Integer> timeoutsInTheTemplate() {
    var template = YAMLMapper.shared().readTree(Path.of("..", "template.yaml"));
    var timeouts = new TreeMap<String, Integer>();
    template
        .path("Resources")
        .forEachEntry((name, resource) -> {
          if (resource.path("Type").asString().equals("AWS::Serverless::Function")) {
            timeouts.put(name, resource.at("/Properties/Timeout").asInt());
          }
        });
    return timeouts;
  }
}
