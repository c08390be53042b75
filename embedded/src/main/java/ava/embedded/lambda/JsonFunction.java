package ava.embedded.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A function in this process, asked as the runtime asks it: an event goes in as bytes, an answer
/// comes out as bytes. Safe for several threads where the function is.
public record JsonFunction(RequestStreamHandler function) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Missing when the function wrote nothing; what it throws is thrown.
  ///
  /// @throws UncheckedIOException when the function throws its cause
  /// @throws tools.jackson.core.JacksonException when what it wrote is no JSON
  public JsonNode ask(JsonNode event, Context context) {
    var output = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JSON.readTree(output.toByteArray());
  }
}
