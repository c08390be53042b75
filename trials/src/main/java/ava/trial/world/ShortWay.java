package ava.trial.world;

import ava.trial.world.CloudHttp.FirstTry;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/// Makes requests of a client without most of the SDK, which costs more than all that Ava does with
/// a request: the first try goes to the service as it is. Only when it does not succeed, the SDK's
/// own client is made, learns how it ended and goes on. Thread: a fiber's.
///
/// @param <C> the SDK's client
final class ShortWay<C> {
  private static final int OK = 200;

  private final CloudWay way;
  private final CloudHttp http;
  private final Supplier<C> clients;
  private Optional<C> client = Optional.empty();

  /// @param http of the clients
  ShortWay(CloudWay way, CloudHttp http, Supplier<C> clients) {
    this.way = way;
    this.http = http;
    this.clients = clients;
  }

  /// Makes a request.
  ///
  /// @param answer to be filled
  /// @param whole makes the request by the SDK
  <B extends SdkPojo & CopyableBuilder<B, R>, R extends ToCopyableBuilder<B, R>> R ask(
      String operation, SdkPojo request, B answer, Function<C, R> whole) {
    var asked = new Mishap.Request(way.service(), operation, SdkJson.write(request));
    FirstTry end;
    try {
      var reply = way.ask(asked, 1);
      if (reply.status() == OK) {
        return SdkJson.read(reply.body(), answer).build();
      }
      end = () -> reply;
    } catch (IOException e) {
      end =
          () -> {
            throw e;
          };
    } catch (RuntimeException e) {
      end =
          () -> {
            throw e;
          };
    }
    http.made(end);
    return whole.apply(client());
  }

  private C client() {
    var made = client.orElseGet(clients);
    client = Optional.of(made);
    return made;
  }
}
