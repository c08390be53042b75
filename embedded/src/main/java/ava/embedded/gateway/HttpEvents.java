package ava.embedded.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes a request as API Gateway hands it to a function. Source: AWS, "AWS Lambda integrations
/// for HTTP APIs", payload format 2.0: header names in lower case, several values joined by commas,
/// cookies apart, bodies in base64 unless their type is one of the known texts.
final class HttpEvents {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  HttpEvents(Clock clock) {
    this.clock = clock;
  }

  /// What was asked for, decoded.
  record Asked(String path, Map<String, String> pathParameters, MultiMap query) {}

  ObjectNode event(HttpServerRequest request, Asked asked, Route route, Buffer body) {
    var headers = headers(request.headers());
    var cookies = Optional.ofNullable(headers.remove("cookie"));
    var query = Optional.ofNullable(request.query()).orElse("");
    var asText = text(headers.getOrDefault("content-type", ""));
    var event =
        JSON.createObjectNode()
            .put("version", "2.0")
            .put("routeKey", route.key())
            .put("rawPath", asked.path())
            .put("rawQueryString", query);
    cookies.ifPresent(all -> cookies(all).forEach(event.putArray("cookies")::add));
    put(headers, event.putObject("headers"));
    if (!query.isEmpty()) {
      put(joined(asked.query()), event.putObject("queryStringParameters"));
    }
    if (!asked.pathParameters().isEmpty()) {
      put(asked.pathParameters(), event.putObject("pathParameters"));
    }
    event.set("requestContext", context(request, asked.path(), route, headers));
    if (body.length() > 0) {
      event.put("body", asText ? body.toString() : base64(body));
    }
    return event.put("isBase64Encoded", body.length() > 0 && !asText);
  }

  /// Adds what an authorizer tells of whoever asks.
  static void authorize(ObjectNode event, Map<String, String> claims, List<String> scopes) {
    var jwt = ((ObjectNode) event.get("requestContext")).putObject("authorizer").putObject("jwt");
    put(claims, jwt.putObject("claims"));
    scopes.forEach(jwt.putArray("scopes")::add);
  }

  private static void put(Map<String, String> values, ObjectNode into) {
    values.forEach(into::put);
  }

  private ObjectNode context(
      HttpServerRequest request, String path, Route route, Map<String, String> headers) {
    var now = clock.instant();
    var host = headers.getOrDefault("host", "localhost");
    var context =
        JSON.createObjectNode()
            .put("accountId", "000000000000")
            .put("apiId", "local")
            .put("domainName", host)
            .put("domainPrefix", host.replaceFirst("[.:].*", ""))
            .put("requestId", UUID.randomUUID().toString())
            .put("routeKey", route.key())
            .put("stage", "$default")
            .put("time", TIME.format(now))
            .put("timeEpoch", now.toEpochMilli());
    context
        .putObject("http")
        .put("method", request.method().name())
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", request.remoteAddress().hostAddress())
        .put("userAgent", headers.getOrDefault("user-agent", ""));
    return context;
  }

  private static Map<String, String> headers(MultiMap values) {
    var headers = new TreeMap<String, String>();
    joined(values).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static Map<String, String> joined(MultiMap values) {
    var joined = new LinkedHashMap<String, String>();
    for (var name : values.names()) {
      joined.put(name, String.join(",", values.getAll(name)));
    }
    return joined;
  }

  private static List<String> cookies(String header) {
    return Arrays.stream(header.split("[;,]")).map(String::strip).toList();
  }

  private static boolean text(String contentType) {
    var type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || List.of("application/json", "application/javascript", "application/xml").contains(type);
  }

  private static String base64(Buffer body) {
    return Base64.getEncoder().encodeToString(body.getBytes());
  }

  /// The bytes of an answer's body.
  static Buffer body(String body, boolean base64) {
    return base64
        ? Buffer.buffer(Base64.getDecoder().decode(body))
        : Buffer.buffer(body.getBytes(StandardCharsets.UTF_8));
  }
}
