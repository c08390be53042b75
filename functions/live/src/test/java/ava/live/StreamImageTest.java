package ava.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

class StreamImageTest {
  @Test
  void everyTypeIsRead() {
    var image =
        """
        {"s":{"S":"é"},"n":{"N":"1.5"},"t":{"BOOL":true},"z":{"NULL":true},"b":{"B":"AQI="},
         "l":{"L":[{"S":"a"},{"N":"2"}]},"m":{"M":{"x":{"S":"y"}}},
         "ss":{"SS":["a","b"]},"ns":{"NS":["1"]},"bs":{"BS":["AQI="]}}
        """;

    var item = StreamImage.item(JsonMapper.shared().readTree(image));

    var bytes = SdkBytes.fromByteArray(new byte[] {1, 2});
    assertThat(item)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "s", AttributeValue.fromS("é"),
                "n", AttributeValue.fromN("1.5"),
                "t", AttributeValue.fromBool(true),
                "z", AttributeValue.fromNul(true),
                "b", AttributeValue.fromB(bytes),
                "l",
                    AttributeValue.fromL(
                        List.of(AttributeValue.fromS("a"), AttributeValue.fromN("2"))),
                "m", AttributeValue.fromM(Map.of("x", AttributeValue.fromS("y"))),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "ns", AttributeValue.fromNs(List.of("1")),
                "bs", AttributeValue.fromBs(List.of(bytes))));
  }

  @Test
  void anUnknownTypeIsRefused() {
    var image = JsonMapper.shared().readTree("{\"x\":{\"Q\":\"1\"}}");

    assertThatThrownBy(() -> StreamImage.item(image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Q");
  }
}
