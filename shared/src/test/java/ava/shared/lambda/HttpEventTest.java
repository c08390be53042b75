package ava.shared.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.web.WebReply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What AWS's own classes write and read is tried where a function has them.
class HttpEventTest {
  private static final String WHOLE =
      """
      {"version":"2.0","rawPath":"/twiml","rawQueryString":"a=%C3%A9","cookies":["k=v","l=w"],
       "headers":{"x-twilio-signature":"s"},"body":"YQ==","isBase64Encoded":true,
       "requestContext":{"http":{"method":"POST"},
         "authorizer":{"jwt":{"claims":{"sub":"u-1","exp":"17"},"scopes":["openid"]}}}}
      """;

  private static HttpEvent event(String json) {
    return HttpEvent.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aRequestIsReadAsItWasSent() {
    var event = event(WHOLE);

    var request = event.request().orElseThrow();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/twiml");
    assertThat(request.rawQuery()).isEqualTo("a=%C3%A9");
    assertThat(request.header("X-Twilio-Signature")).isEqualTo("s");
    assertThat(request.text()).contains("a");
    assertThat(event.cookies()).containsExactly("k=v", "l=w");
    assertThat(event.claims()).isEqualTo(Map.of("sub", "u-1", "exp", "17"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"requestContext\":{\"http\":{}}}",
        "{\"rawPath\":null,\"headers\":null,\"body\":null,\"cookies\":null,"
            + "\"requestContext\":{\"http\":{\"method\":null},\"authorizer\":null}}"
      })
  void whatIsMissingIsEmpty(String json) {
    var event = event(json);

    var request = event.request().orElseThrow();
    assertThat(request.method()).isEmpty();
    assertThat(request.path()).isEqualTo("/");
    assertThat(request.rawQuery()).isEmpty();
    assertThat(request.headers()).isEmpty();
    assertThat(request.text()).contains("");
    assertThat(event.cookies()).isEmpty();
    assertThat(event.claims()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"keepAlive\":true}", "{\"requestContext\":null}", "{}"})
  void aScheduleAsksForNothing(String json) {
    assertThat(event(json).request()).isEmpty();
  }

  @Test
  void anAnswerIsWrittenAsTheGatewayTakesIt() {
    assertThat(written(WebReply.text(403, "Non"), List.of()))
        .isEqualTo(
            "{\"statusCode\":403,\"headers\":{\"Content-Type\":\"text/plain; charset=utf-8\"},"
                + "\"body\":\"Non\",\"isBase64Encoded\":false}");
    assertThat(written(WebReply.bytes(200, Map.of(), new byte[] {0}), List.of("a=b")))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{},\"cookies\":[\"a=b\"],"
                + "\"body\":\"AA==\",\"isBase64Encoded\":true}");
  }

  private static String written(WebReply reply, List<String> cookies) {
    var output = new ByteArrayOutputStream();
    HttpEvent.answer(reply, cookies, output);
    return output.toString(StandardCharsets.UTF_8);
  }
}
