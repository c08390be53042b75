package ava.trial.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.HttpExecuteRequest;

/// A service of AWS in this process. Thread: a fiber's; it answers at once.
interface CloudService {
  /// What comes back.
  record Reply(int status, String type, String body) {}

  /// What a request asks.
  Mishap.Request read(HttpExecuteRequest request) throws IOException;

  /// Does it.
  Reply answer(HttpExecuteRequest request) throws IOException;

  /// An error in this service's own form.
  ///
  /// @param code such as `ThrottlingException`
  Reply refusal(int status, String code);

  /// The operation that a header names, such as `AmazonSQS.SendMessage`.
  static String operation(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElse("");
  }

  static String body(HttpExecuteRequest request) throws IOException {
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
}
