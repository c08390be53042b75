package ava.embedded.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// Hands the SDK's requests to the table on the caller's own thread: everything of the SDK is on
/// the path but its sockets. Safe for use by several threads.
public final class InProcessHttpClient implements SdkHttpClient {
  private final TableWire wire;

  public InProcessHttpClient(TableWire wire) {
    this.wire = wire;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Prepared(request);
  }

  @Override
  public String clientName() {
    return "InProcess";
  }

  @Override
  public void close() {}

  /// One request, which [#abort] ends while nothing comes back.
  private final class Prepared implements ExecutableHttpRequest {
    private final HttpExecuteRequest request;
    private final CountDownLatch aborted = new CountDownLatch(1);

    Prepared(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return switch (wire.answer(incoming(), Optional.empty())) {
          case TableWire.ToldAnswer told -> response(told);
          case TableWire.BrokenOff() -> throw new SocketException("Connection reset");
          case TableWire.Silence() -> {
            aborted.await();
            throw new SocketException("Socket closed");
          }
        };
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        var interrupted = new InterruptedIOException("told to stop");
        interrupted.initCause(e);
        throw interrupted;
      }
    }

    private TableWire.Incoming incoming() throws IOException {
      var http = request.httpRequest();
      var content = request.contentStreamProvider();
      var body = "";
      if (content.isPresent()) {
        try (var stream = content.get().newStream()) {
          body = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      return new TableWire.Incoming(
          http.firstMatchingHeader("X-Amz-Target"),
          http.firstMatchingHeader("Authorization"),
          body);
    }

    private static HttpExecuteResponse response(TableWire.ToldAnswer told) {
      var body = told.body().getBytes(StandardCharsets.UTF_8);
      var head =
          SdkHttpResponse.builder()
              .statusCode(told.status())
              .putHeader("Content-Type", told.contentType())
              .putHeader("Content-Length", Integer.toString(told.length()))
              .putHeader("x-amzn-RequestId", told.requestId())
              .putHeader("x-amz-crc32", Long.toString(told.checksum()))
              .build();
      return HttpExecuteResponse.builder()
          .response(head)
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
          .build();
    }

    @Override
    public void abort() {
      aborted.countDown();
    }
  }
}
