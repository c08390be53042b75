package ava.trial.world;

import ava.trial.world.CloudService.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/// Takes the requests of the SDK's own client to a service of the world. Thread: a fiber's.
final class CloudHttp implements SdkHttpClient {
  private static final String ATTEMPT = "attempt=";
  private static final String ACTION = "Action=";

  private final CloudWay way;
  private Optional<FirstTry> made = Optional.empty();

  /// How a try ended that was made without the SDK.
  @FunctionalInterface
  interface FirstTry {
    Reply end() throws IOException;
  }

  CloudHttp(CloudWay way) {
    this.way = way;
  }

  /// The first try of the request that comes next was made already.
  void made(FirstTry first) {
    made = Optional.of(first);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(ask(request));
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public String clientName() {
    return "World";
  }

  @Override
  public void close() {}

  private Reply ask(HttpExecuteRequest request) throws IOException {
    if (made.isPresent()) {
      var first = made.get();
      made = Optional.empty();
      return first.end();
    }
    var body = body(request);
    return way.ask(
        new Mishap.Request(way.service(), operation(request, body), new Payload.Text(body)),
        attempt(request));
  }

  /// The SDK counts in a header: `attempt=2; max=3`.
  private static int attempt(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader("amz-sdk-request")
        .map(header -> header.charAt(ATTEMPT.length()) - '0')
        .orElse(1);
  }

  /// What a header names, such as `AmazonSQS.SendMessage`, or a form.
  private static String operation(HttpExecuteRequest request, String body) {
    return request
        .httpRequest()
        .firstMatchingHeader("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElseGet(() -> body.substring(ACTION.length(), body.indexOf('&')));
  }

  private static String body(HttpExecuteRequest request) throws IOException {
    var content = request.contentStreamProvider();
    if (content.isEmpty()) {
      return "";
    }
    var length = request.httpRequest().firstMatchingHeader("Content-Length").map(Integer::valueOf);
    try (var stream = content.get().newStream()) {
      // without a length a large buffer is made for each
      var body = length.isPresent() ? stream.readNBytes(length.get()) : stream.readAllBytes();
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static HttpExecuteResponse response(Reply reply) {
    var body = reply.body().text().getBytes(StandardCharsets.UTF_8);
    var stream = AbortableInputStream.create(new ByteArrayInputStream(body));
    var response =
        SdkHttpFullResponse.builder()
            .statusCode(reply.status())
            .putHeader("Content-Type", reply.type())
            .putHeader("Content-Length", Integer.toString(body.length))
            .content(stream)
            .build();
    return HttpExecuteResponse.builder().response(response).responseBody(stream).build();
  }
}
