package ava.embedded.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
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

/// Writes a request as API Gateway hands it to a function. Source: AWS, "AWS Lambda integrations
/// for HTTP APIs", payload format 2.0: header names in lower case, several values joined by commas,
/// cookies apart, bodies in base64 unless their type is one of the known texts.
final class HttpEvents {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  HttpEvents(Clock clock) {
    this.clock = clock;
  }

  /// What was asked for, decoded.
  record Asked(String path, Map<String, String> pathParameters, MultiMap query) {}

  APIGatewayV2HTTPEvent event(HttpServerRequest request, Asked asked, Route route, Buffer body) {
    var headers = headers(request.headers());
    var cookies = Optional.ofNullable(headers.remove("cookie"));
    var query = Optional.ofNullable(request.query()).orElse("");
    var asText = text(headers.getOrDefault("content-type", ""));
    var builder =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRouteKey(route.key())
            .withRawPath(asked.path())
            .withRawQueryString(query)
            .withHeaders(headers)
            .withRequestContext(context(request, asked.path(), route, headers))
            .withIsBase64Encoded(body.length() > 0 && !asText);
    cookies.ifPresent(all -> builder.withCookies(cookies(all)));
    if (!query.isEmpty()) {
      builder.withQueryStringParameters(joined(asked.query()));
    }
    if (!asked.pathParameters().isEmpty()) {
      builder.withPathParameters(asked.pathParameters());
    }
    if (body.length() > 0) {
      builder.withBody(asText ? body.toString() : base64(body));
    }
    return builder.build();
  }

  /// What an authorizer tells of whoever asks.
  static RequestContext.Authorizer authorizer(Map<String, String> claims, List<String> scopes) {
    var jwt = RequestContext.Authorizer.JWT.builder().withClaims(claims).withScopes(scopes).build();
    return RequestContext.Authorizer.builder().withJwt(jwt).build();
  }

  private RequestContext context(
      HttpServerRequest request, String path, Route route, Map<String, String> headers) {
    var now = clock.instant();
    var host = headers.getOrDefault("host", "localhost");
    return RequestContext.builder()
        .withAccountId("000000000000")
        .withApiId("local")
        .withDomainName(host)
        .withDomainPrefix(host.replaceFirst("[.:].*", ""))
        .withRequestId(UUID.randomUUID().toString())
        .withRouteKey(route.key())
        .withStage("$default")
        .withTime(TIME.format(now))
        .withTimeEpoch(now.toEpochMilli())
        .withHttp(
            Http.builder()
                .withMethod(request.method().name())
                .withPath(path)
                .withProtocol("HTTP/1.1")
                .withSourceIp(request.remoteAddress().hostAddress())
                .withUserAgent(headers.getOrDefault("user-agent", ""))
                .build())
        .build();
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
