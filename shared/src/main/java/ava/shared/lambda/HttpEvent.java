package ava.shared.lambda;

import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What API Gateway's HTTP API hands to a function, payload format 2.0, and what it takes from it:
/// read and written by our own mapper, for the runtime's reader of typed events loads seven hundred
/// classes, and a start waits for them. Source: AWS, "AWS Lambda integrations for HTTP APIs".
///
/// @param json as it came
public record HttpEvent(JsonNode json) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// @throws tools.jackson.core.JacksonException when it is no JSON
  public static HttpEvent read(InputStream input) {
    return new HttpEvent(JSON.readTree(input));
  }

  /// Empty when nobody asks: a schedule's event keeps a snapshot from being deleted.
  public Optional<WebRequest> request() {
    var http = json.path("requestContext").path("http");
    return http.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            WebRequest.of(
                http.path("method").asString(""),
                text("rawPath"),
                text("rawQueryString"),
                texts(json.path("headers")),
                text("body"),
                json.path("isBase64Encoded").asBoolean(false)));
  }

  /// As they were sent, each by itself: they stand apart from the headers.
  public List<String> cookies() {
    return json.path("cookies").valueStream().map(JsonNode::asString).toList();
  }

  /// What the authorizer read in the token; empty where there is none.
  public Map<String, String> claims() {
    return texts(json.path("requestContext").path("authorizer").path("jwt").path("claims"));
  }

  /// Writes an answer.
  ///
  /// @param cookies to be set
  public static void answer(WebReply reply, List<String> cookies, OutputStream output) {
    var answer = JSON.createObjectNode().put("statusCode", reply.status());
    var headers = answer.putObject("headers");
    reply.headers().forEach(headers::put);
    if (!cookies.isEmpty()) {
      var all = answer.putArray("cookies");
      cookies.forEach(all::add);
    }
    answer.put("body", reply.body()).put("isBase64Encoded", reply.encoded());
    JSON.writeValue(output, answer);
  }

  private @Nullable String text(String member) {
    return json.path(member).isString() ? json.path(member).asString() : null;
  }

  private static Map<String, String> texts(JsonNode object) {
    var texts = new HashMap<String, String>();
    object.forEachEntry((name, value) -> texts.put(name, value.asString("")));
    return texts;
  }
}
