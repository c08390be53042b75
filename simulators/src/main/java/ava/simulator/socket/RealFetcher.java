package ava.simulator.socket;

import ava.simulator.wire.Fetcher;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.function.Consumer;

/// Fetches over the network, each time by a connection of its own: one that is kept may be closed
/// by the other side in the moment in which it is used again.
final class RealFetcher implements Fetcher {
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int CONNECT_MS = 5_000;

  private final RealLoop loop;
  private final HttpClient client;

  RealFetcher(RealLoop loop) {
    this.loop = loop;
    this.client =
        loop.vertx()
            .createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
  }

  @Override
  public void fetch(Request request, Consumer<Answer> then) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setAbsoluteURI(request.url().toString())
            .setFollowRedirects(true);
    request.headers().forEach(options::addHeader);
    loop.execute(() ->
        answer(options, Buffer.buffer(request.body()))
            .onComplete(result -> then.accept(result.result())));
  }

  private Future<Answer> answer(RequestOptions options, Buffer body) {
    return client
        .request(options)
        .compose(request -> request.send(body))
        .compose(response ->
            response.body().map(bytes -> new Answer(response.statusCode(), bytes.toString())))
        .otherwise(why -> new Answer(0, why.toString()));
  }
}
