package ava.summary.content;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A chat completions service that refuses whatever OpenAI would refuse, and answers what a test
/// tells it to.
final class FakeChat implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "response_format",
          "reasoning_effort",
          "max_completion_tokens",
          "store",
          "safety_identifier");

  final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  final List<String> complaints = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();

  /// @param status 0 to hang up without an answer
  record Reply(int status, Map<String, String> headers, String body) {}

  private FakeChat(HttpServer server) {
    this.server = server;
    server.createContext("/", this::serve);
  }

  static FakeChat start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var chat = new FakeChat(HttpServer.create(address, 0));
    chat.server.start();
    return chat;
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  void answers(String content) {
    finishes("stop", content);
  }

  void finishes(String reason, String content) {
    var completion = JSON.createObjectNode();
    completion.put("id", "chatcmpl-1").put("object", "chat.completion").put("model", "gpt-6-luna");
    var choice = completion.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", reason).putNull("logprobs");
    choice.putObject("message").put("role", "assistant").put("content", content).putNull("refusal");
    completion.putObject("usage").put("prompt_tokens", 900).put("completion_tokens", 210);
    replies.add(new Reply(200, Map.of(), completion.toString()));
  }

  void refuses() {
    replies.add(
        new Reply(
            200,
            Map.of(),
            """
            {"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",\
            "content":null,"refusal":"I'm sorry, I can't help with that."}}]}\
            """));
  }

  void fails(int status, String code, Map<String, String> headers) {
    replies.add(
        new Reply(
            status,
            headers,
            """
            {"error":{"message":"m","type":"%s","param":null,"code":"%s"}}\
            """
                .formatted(code, code)));
  }

  /// @param parameter what of the request is refused; null when only the message names it
  void refuses(String code, @Nullable String parameter, String message) {
    var error = JSON.createObjectNode();
    error
        .putObject("error")
        .put("message", message)
        .put("type", "invalid_request_error")
        .put("param", parameter)
        .put("code", code);
    replies.add(new Reply(400, Map.of(), error.toString()));
  }

  void hangsUp() {
    replies.add(new Reply(0, Map.of(), ""));
  }

  void says(int status, String body) {
    replies.add(new Reply(status, Map.of(), body));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var request = JSON.readTree(body);
      requests.add(request);
      complaints.addAll(complaints(exchange, request));
      var reply = replies.poll();
      if (reply == null || !complaints.isEmpty()) {
        answer(
            exchange, new Reply(400, Map.of(), "{\"error\":{\"code\":\"invalid_request_error\"}}"));
      } else if (reply.status() > 0) {
        answer(exchange, reply);
      }
    }
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("x-request-id", "req_1");
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static List<String> complaints(HttpExchange exchange, JsonNode request) {
    var wrong = new ArrayList<String>();
    check(wrong, exchange.getRequestMethod().equals("POST"), "method");
    check(wrong, exchange.getRequestURI().getPath().equals("/v1/chat/completions"), "path");
    var headers = exchange.getRequestHeaders();
    check(wrong, "Bearer test-key".equals(headers.getFirst("Authorization")), "key");
    check(
        wrong,
        String.valueOf(headers.getFirst("Content-Type")).startsWith("application/json"),
        "type");
    check(wrong, FIELDS.containsAll(request.propertyNames()), "fields " + request.propertyNames());
    check(wrong, request.path("model").isString(), "model");
    check(
        wrong,
        request.path("messages").path(0).path("role").asString("").equals("developer"),
        "developer");
    check(wrong, request.path("messages").path(1).path("role").asString("").equals("user"), "user");
    check(wrong, request.path("messages").size() == 2, "messages");
    check(wrong, request.path("max_completion_tokens").isInt(), "max_completion_tokens");
    check(wrong, !request.path("store").asBoolean(false), "store");
    check(
        wrong, request.path("safety_identifier").asString("").length() <= 64, "safety_identifier");
    var format = request.path("response_format");
    check(wrong, format.path("type").asString("").equals("json_schema"), "json_schema");
    var schema = format.path("json_schema");
    check(wrong, schema.path("name").asString("").matches("[A-Za-z0-9_-]{1,64}"), "name");
    check(wrong, schema.path("strict").asBoolean(false), "strict");
    strict(wrong, schema.path("schema"));
    return wrong;
  }

  /// Strict mode: every object closed, every property required.
  private static void strict(List<String> wrong, JsonNode schema) {
    if (schema.path("type").asString("").equals("object")) {
      check(
          wrong,
          schema.path("additionalProperties").isBoolean()
              && !schema.path("additionalProperties").asBoolean(),
          "open object");
      var required = schema.path("required").valueStream().map(JsonNode::asString).toList();
      check(
          wrong,
          Set.copyOf(required).equals(Set.copyOf(schema.path("properties").propertyNames())),
          "required " + required);
      schema.path("properties").values().forEach(property -> strict(wrong, property));
    }
    if (schema.has("items")) {
      strict(wrong, schema.path("items"));
    }
  }

  private static void check(List<String> wrong, boolean holds, String what) {
    if (!holds) {
      wrong.add(what);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
