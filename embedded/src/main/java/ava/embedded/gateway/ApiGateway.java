package ava.embedded.gateway;

import ava.embedded.lambda.JsonFunction;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An HTTP API in front of the real handlers: it takes requests from a Vert.x server, hands them
/// over as API Gateway would (payload format 2.0), and answers what API Gateway would answer. Call
/// [#handle] on the request's event loop; a handler runs on a virtual thread of its own, never on
/// an event loop. Limits: 10 MB a body (413); API Gateway's time limit of 30 s is not imposed.
public final class ApiGateway {
  private static final Logger LOG = LoggerFactory.getLogger(ApiGateway.class);
  private static final int LARGEST_BODY = 10 * 1024 * 1024;
  private static final String JSON = "application/json";

  private final List<Route> routes;
  private final HttpEvents events;
  private final BiConsumer<JsonNode, JsonNode> answered;

  public ApiGateway(List<Route> routes, Clock clock) {
    this(routes, clock, (_, _) -> {});
  }

  /// @param answered told of each event and its answer once that is delivered; on the event loop
  public ApiGateway(List<Route> routes, Clock clock, BiConsumer<JsonNode, JsonNode> answered) {
    this.answered = answered;
    this.routes = routes.stream().sorted(Comparator.comparingInt(Route::variables)).toList();
    this.events = new HttpEvents(clock);
  }

  /// Answers a request whose body has not been read yet.
  public void handle(HttpServerRequest request) {
    var path = path(request);
    var query = query(request);
    if (path.isEmpty() || query.isEmpty()) {
      refuse(request, 400, "Bad Request");
      return;
    }
    for (var route : routes) {
      var parameters = route.match(path.get());
      if (parameters.isPresent() && route.takes(request.method().name())) {
        read(
            request,
            body -> {
              var asked = new HttpEvents.Asked(path.get(), parameters.get(), query.get());
              var event = events.event(request, asked, route, body);
              invoke(request, route, event);
            });
        return;
      }
    }
    refuse(request, 404, "Not Found");
  }

  /// API Gateway hands paths over decoded, `rawPath` too.
  private static Optional<String> path(HttpServerRequest request) {
    try {
      var path = Optional.ofNullable(request.path()).orElse("/").replace("+", "%2B");
      return Optional.of(URLDecoder.decode(path, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Vert.x decodes the query when it is first asked for, and throws at a broken escape.
  private static Optional<MultiMap> query(HttpServerRequest request) {
    try {
      return Optional.of(request.params());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static void read(HttpServerRequest request, Consumer<Buffer> whole) {
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= LARGEST_BODY) {
        body.appendBuffer(chunk);
      } else if (!request.response().ended()) {
        request.response().putHeader("Connection", "close");
        refuse(request, 413, "Request Entity Too Large");
      }
    });
    request.endHandler(_ -> {
      if (!request.response().ended()) {
        whole.accept(body);
      }
    });
  }

  private void invoke(HttpServerRequest request, Route route, ObjectNode event) {
    var loop = Vertx.currentContext();
    var function = route.handler().getClass().getSimpleName();
    var given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    Thread.ofVirtual()
        .name(function)
        .start(() -> {
          var refusal = route.authorizer().flatMap(judge -> admit(judge, given, event));
          if (refusal.isPresent()) {
            loop.runOnContext(_ -> refuse(request, refusal.get()));
            return;
          }
          var answer = call(route, function, event);
          loop.runOnContext(_ ->
              answer(request, answer)
                  .onSuccess(_ -> answer.ifPresent(told -> answered.accept(event, told))));
        });
  }

  /// Tells the function who asks, or says why nobody may.
  private static Optional<JwtAuthorizer.Refused> admit(
      JwtAuthorizer judge, String authorization, ObjectNode event) {
    return switch (judge.judge(authorization)) {
      case JwtAuthorizer.Refused refused -> Optional.of(refused);
      case JwtAuthorizer.Admitted(var claims, var scopes) -> {
        HttpEvents.authorize(event, claims, scopes);
        yield Optional.empty();
      }
    };
  }

  /// Empty when the function failed, whatever it threw: Lambda does not let that through either.
  private static Optional<JsonNode> call(Route route, String function, ObjectNode event) {
    try {
      var id = event.at("/requestContext/requestId").asString();
      var context = LambdaContext.of(route.handler(), id);
      return Optional.of(new JsonFunction(route.handler()).ask(event, context));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("route", route.key())
          .addKeyValue("function", function)
          .setCause(e)
          .log("function failed");
      return Optional.empty();
    }
  }

  private static Future<Void> answer(HttpServerRequest request, Optional<JsonNode> answer) {
    var response = request.response();
    var status = answer.map(given -> given.path("statusCode").asInt(0)).orElse(0);
    if (status < 100) {
      return refuse(request, 500, "Internal Server Error");
    }
    var given = answer.get();
    response.setStatusCode(status);
    given.path("headers").forEachEntry((name, value) -> response.putHeader(name, value.asString()));
    var cookies = given.path("cookies").valueStream().map(JsonNode::asString).toList();
    if (!cookies.isEmpty()) {
      response.putHeader("Set-Cookie", cookies);
    }
    var body = given.path("body").asString("");
    if (!body.isEmpty() && !response.headers().contains("Content-Type")) {
      response.putHeader("Content-Type", "text/plain; charset=utf-8");
    }
    return send(request, HttpEvents.body(body, given.path("isBase64Encoded").asBoolean(false)));
  }

  private static void refuse(HttpServerRequest request, JwtAuthorizer.Refused refused) {
    if (!refused.challenge().isEmpty()) {
      request.response().putHeader("WWW-Authenticate", refused.challenge());
    }
    refuse(request, refused.status(), refused.message());
  }

  private static Future<Void> refuse(HttpServerRequest request, int status, String message) {
    request.response().setStatusCode(status).putHeader("Content-Type", JSON);
    return send(request, Buffer.buffer("{\"message\":\"" + message + "\"}"));
  }

  private static Future<Void> send(HttpServerRequest request, Buffer body) {
    return request
        .response()
        .end(body)
        .onFailure(e -> LOG.atDebug().setCause(e).log("answer not delivered"));
  }
}
