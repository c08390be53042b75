package ava.runtimecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the template's schedules send, to whom, and how often they try.
class ScheduleTest {
  private final Template template = Template.read();

  /// By the event that it knows: the summary's own sweep does as well.
  @Test
  void everySnapshotIsKeptAlive() throws IOException {
    for (var function : template.functions()) {
      assertThat(function.restored()).as(function.logicalId()).isTrue();
      var kept = schedules(function).toList();

      assertThat(kept).as(function.logicalId()).hasSize(1);
      var event = function.name().equals("summary") ? "sweep" : "keep-alive";
      var sample = Template.PROJECT.resolve("events/" + function.name() + "-" + event + ".json");
      assertThat(JsonMapper.shared().readTree(Files.readString(sample)))
          .isEqualTo(input(kept.getFirst()));
    }
  }

  @Test
  void noScheduleCollidesWithAnotherStackOrRepeatsForADay() {
    var schedules = template.functions().stream().flatMap(this::schedules).toList();

    assertThat(schedules)
        .hasSize(4)
        .allSatisfy(schedule -> {
          assertThat(schedule.path("OmitName").asBoolean(false)).isTrue();
          assertThat(schedule.has("Name")).isFalse();
          assertThat(schedule.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isBetween(1, 5);
          assertThat(schedule.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt())
              .isBetween(60, 3600);
        });
  }

  private Stream<JsonNode> schedules(Template.Function function) {
    return template
        .properties(function.logicalId())
        .path("Events")
        .valueStream()
        .filter(event -> event.path("Type").asString().equals("ScheduleV2"))
        .map(event -> event.path("Properties"));
  }

  private static JsonNode input(JsonNode schedule) {
    return JsonMapper.shared().readTree(schedule.path("Input").asString());
  }
}
