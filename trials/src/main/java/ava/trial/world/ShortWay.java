package ava.trial.world;

import ava.trial.world.CloudHttp.FirstTry;
import ava.trial.world.CloudService.Reply;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/// Makes requests without the SDK, which costs more than all that Ava does with an answer: the
/// first try goes to the service as it is. Only when something goes wrong with it, a client of the
/// SDK's learns how it ended and goes on from there. Thread: a fiber's.
final class ShortWay {
  private static final int OK = 200;

  private final CloudWay way;
  private final CloudHttp http;
  private final Function<Reply, Optional<? extends RuntimeException>> refusals;

  /// @param refusals reads an answer that is usual and no success
  ShortWay(CloudWay way, Function<Reply, Optional<? extends RuntimeException>> refusals) {
    this.way = way;
    this.http = new CloudHttp(way);
    this.refusals = refusals;
  }

  /// Makes a request.
  ///
  /// @param answer to be filled
  /// @param whole makes the request by a client over [SharedHttp]
  <B extends SdkPojo & CopyableBuilder<B, R>, R extends ToCopyableBuilder<B, R>> R ask(
      String operation, SdkPojo request, B answer, Supplier<R> whole) {
    var asked =
        new Mishap.Request(way.service(), operation, new Payload.Tree(SdkJson.write(request)));
    var first = firstTry(asked);
    if (first instanceof Told(var reply)) {
      if (reply.status() == OK) {
        SdkJson.read(reply.body().json(), answer);
        return answer.build();
      }
      var refusal = refusals.apply(reply);
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
    http.made(first);
    return SharedHttp.by(http, whole);
  }

  private record Told(Reply end) implements FirstTry {}

  private FirstTry firstTry(Mishap.Request asked) {
    try {
      return new Told(way.ask(asked, 1));
    } catch (IOException | RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }
}
