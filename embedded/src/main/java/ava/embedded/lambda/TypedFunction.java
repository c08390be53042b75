package ava.embedded.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A function behind the HTTP API, asked with AWS's own classes of its events: AWS's own writer and
/// reader turn them into what travels, and so judge how the function reads and writes. Needs AWS's
/// runtime client on the class path. Safe for several threads where the function is.
public record TypedFunction(RequestStreamHandler function)
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final PojoSerializer<APIGatewayV2HTTPEvent> EVENTS =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPEvent.class, TypedFunction.class.getClassLoader());
  private static final PojoSerializer<APIGatewayV2HTTPResponse> ANSWERS =
      LambdaEventSerializers.serializerFor(
          APIGatewayV2HTTPResponse.class, TypedFunction.class.getClassLoader());

  @Override
  public APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, @Nullable Context context) {
    var input = new ByteArrayOutputStream();
    EVENTS.toJson(event, input);
    var output = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(input.toByteArray()), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ANSWERS.fromJson(output.toString(StandardCharsets.UTF_8));
  }
}
