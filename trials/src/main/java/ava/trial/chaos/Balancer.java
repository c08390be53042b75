package ava.trial.chaos;

import ava.trial.fleet.BridgeProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A load balancer as far as a bridge needs one: connections go in turn to the healthy ones, asked
/// by `/healthz` several times a second; what is connected stays where it is. 503 when there is
/// none. Safe for several threads; works on virtual ones.
final class Balancer implements AutoCloseable {
  private static final Duration BETWEEN_CHECKS = Duration.ofMillis(200);
  private static final int CONNECT_WITHIN_MS = 1_000;
  private static final int MOST_UNANSWERED = 3;
  private static final int QUEUE = 200;

  private final ServerSocket server;
  private final List<Target> targets = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  /// A target that does not answer in time may just be slow: it is given up after some checks. One
  /// that says itself that it takes no more is given up at once.
  private static final class Target {
    private final int port;
    private volatile boolean healthy;
    private volatile boolean draining;
    private int unanswered;

    private Target(int port) {
      this.port = port;
    }

    private void check() {
      var status = BridgeProcess.health(port);
      draining = status == 503;
      unanswered = status == 0 ? unanswered + 1 : 0;
      healthy = status == 200 || (healthy && status == 0 && unanswered < MOST_UNANSWERED);
    }
  }

  private Balancer(ServerSocket server) {
    this.server = server;
  }

  static Balancer start() {
    try {
      var balancer = new Balancer(new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("balancer-accept").start(balancer::accept);
      Thread.ofVirtual().name("balancer-health").start(balancer::check);
      return balancer;
    } catch (IOException e) {
      throw new UncheckedIOException("no balancer", e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /// A target gets connections once it is healthy.
  void add(int port) {
    targets.add(new Target(port));
  }

  /// A target gets no more connections; those that it has go on.
  void remove(int port) {
    targets.removeIf(target -> target.port == port);
  }

  boolean healthy(int port) {
    return targets.stream().anyMatch(target -> target.port == port && target.healthy);
  }

  int healthy() {
    return (int) targets.stream().filter(target -> target.healthy).count();
  }

  @Override
  public void close() {
    close(server);
  }

  private void check() {
    while (!server.isClosed()) {
      check(targets);
      LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
    }
  }

  /// All at once: a slow one must not keep the others waiting.
  private static void check(List<Target> asked) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      asked.forEach(target -> threads.execute(target::check));
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        Thread.ofVirtual().name("balancer").start(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException("the balancer accepts no more", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    var bridge = connect();
    if (bridge.isEmpty()) {
      refuse(client);
      return;
    }
    Thread.ofVirtual().name("balancer-in").start(() -> pump(client, bridge.get()));
    pump(bridge.get(), client);
  }

  /// To the next healthy target; without any to whoever takes it, as AWS's balancers do. One that
  /// does not answer is not healthy.
  private Optional<Socket> connect() {
    var healthy = targets.stream().filter(target -> target.healthy).toList();
    var candidates =
        healthy.isEmpty() ? targets.stream().filter(target -> !target.draining).toList() : healthy;
    var first = turn.getAndIncrement();
    for (var index = 0; index < candidates.size(); index++) {
      var target = candidates.get(Math.floorMod(first + index, candidates.size()));
      var socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port),
            CONNECT_WITHIN_MS);
        return Optional.of(socket);
      } catch (IOException _) {
        close(socket);
        target.healthy = false;
      }
    }
    return Optional.empty();
  }

  /// Carries one direction to its end; then both are over.
  private static void pump(Socket from, Socket to) {
    try {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException _) {
      // a broken connection ends like a closed one
    } finally {
      close(from);
      close(to);
    }
  }

  private static void refuse(Socket client) {
    try (client) {
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException _) {
      // who is gone needs no answer
    }
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // nothing is left to do for it
    }
  }
}
