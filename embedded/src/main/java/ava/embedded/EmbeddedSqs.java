package ava.embedded;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/// ElasticMQ, an SQS in memory, on a free port.
public final class EmbeddedSqs implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;

  private EmbeddedSqs(SQSRestServer server) {
    this.server = server;
    var port = server.waitUntilStarted().localAddress().getPort();
    this.endpoint = URI.create("http://127.0.0.1:" + port);
  }

  public static EmbeddedSqs start() {
    return new EmbeddedSqs(
        SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start());
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
