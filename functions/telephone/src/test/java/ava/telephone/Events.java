package ava.telephone;

import ava.shared.twilio.TwilioSignature;
import ava.shared.web.FormFields;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The sample events of the repository, and variations of them that are signed again.
final class Events {
  static final String BASE = "https://ava.example.com";
  static final String AUTH_TOKEN = "12345";

  private Events() {}

  static APIGatewayV2HTTPEvent load(String name) {
    return EventLoader.loadApiGatewayHttpEvent("../../events/telephone-" + name + ".json");
  }

  /// The event with one field set to another value, or added, and signed again.
  static APIGatewayV2HTTPEvent with(String name, String field, String value) {
    return with(load(name), field, value);
  }

  static APIGatewayV2HTTPEvent with(APIGatewayV2HTTPEvent event, String field, String value) {
    var fields = new ArrayList<>(fields(event));
    fields.removeIf(entry -> entry.getKey().equals(field));
    fields.add(Map.entry(field, value));
    var body =
        fields.stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    event.setBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    event.getHeaders().put("x-twilio-signature", signature(event));
    return event;
  }

  static String signature(APIGatewayV2HTTPEvent event) {
    return TwilioSignature.sign(AUTH_TOKEN, BASE + event.getRawPath(), fields(event));
  }

  static List<Map.Entry<String, String>> fields(APIGatewayV2HTTPEvent event) {
    var body = Base64.getDecoder().decode(event.getBody());
    return FormFields.parse(new String(body, StandardCharsets.UTF_8)).entries();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
