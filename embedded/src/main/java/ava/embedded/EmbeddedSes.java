package ava.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Amazon SES (API of 2010-12-01, `SendEmail` and `SendRawEmail`) on a free port of loopback: as
/// strict as the service about what it takes, it keeps the mails and can fail on purpose. Safe for
/// use by several threads.
public final class EmbeddedSes implements AutoCloseable {
  private static final int LONGEST_REQUEST = 10 * 1024 * 1024;

  private final HttpServer server;
  private final Relay relay;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Set<String> verified = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();

  /// A mail as it was accepted.
  ///
  /// @param from as the sender wrote it, with or without a name
  /// @param to all recipients
  /// @param raw the MIME message, byte by byte as ISO 8859-1, when it was sent as one
  public record Mail(
      String messageId,
      String from,
      List<String> to,
      String subject,
      String html,
      String text,
      Instant at,
      Optional<String> raw) {
    public Mail {
      to = List.copyOf(to);
    }

    /// The sender's address without his name.
    String sender() {
      return from.substring(from.lastIndexOf('<') + 1).replace(">", "");
    }

    /// A mail that was sent in parts.
    public Mail(
        String messageId,
        String from,
        List<String> to,
        String subject,
        String html,
        String text,
        Instant at) {
      this(messageId, from, to, subject, html, text, at, Optional.empty());
    }
  }

  /// Who takes the mails further, such as an SMTP server. Called on the request's own thread.
  @FunctionalInterface
  public interface Relay {
    /// @throws RelayRefusal when the mail could not be handed on; the sender gets it as SES's error
    void handOn(Mail mail);
  }

  /// The error that the sender shall get.
  public static final class RelayRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /// @param code SES's error code, such as 400 `MessageRejected`
    public RelayRefusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }

  /// What goes wrong with one request.
  private sealed interface Fault {
    record Refuse(int status, String code) implements Fault {}

    record Delay(Duration duration) implements Fault {}

    record DropAfterAcceptance() implements Fault {}
  }

  private EmbeddedSes(HttpServer server, Relay relay) {
    this.server = server;
    this.relay = relay;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
  }

  public static EmbeddedSes start() {
    return start(_ -> {});
  }

  /// Starts one whose mails go further: what the relay refuses is not accepted.
  public static EmbeddedSes start(Relay relay) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var ses = new EmbeddedSes(HttpServer.create(address, 0), relay);
      ses.server.start();
      return ses;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  /// Reads the form of a `SendEmail` or `SendRawEmail` request, for whoever takes it in another way
  /// than over the network.
  ///
  /// @throws RelayRefusal when SES would not take the mail
  public static Mail read(String form, String messageId, Instant at) {
    try {
      return EmbeddedSesForm.parse(form).mail(messageId, at);
    } catch (EmbeddedSesRefusal e) {
      var refusal = new RelayRefusal(e.status(), e.code(), String.valueOf(e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The mails accepted so far, oldest first.
  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  /// How many requests came, refused ones too.
  public int requests() {
    return requests.get();
  }

  public void clear() {
    mails.clear();
    faults.clear();
    verified.clear();
    requests.set(0);
  }

  /// From now on takes mail only from these addresses and domains; before the first such call any
  /// sender will do.
  public void verify(String... identities) {
    for (var identity : identities) {
      verified.add(identity.toLowerCase(Locale.ROOT));
    }
  }

  /// Answers the next requests with an error, such as 400 `MessageRejected`, 400 `Throttling`, 503
  /// `ServiceUnavailable`.
  public void failNext(int times, int status, String code) {
    add(times, new Fault.Refuse(status, code));
  }

  /// Answers the next requests late.
  public void delayNext(int times, Duration duration) {
    add(times, new Fault.Delay(duration));
  }

  /// Takes the next mails, yet closes the connection instead of answering.
  public void dropAfterAcceptance(int times) {
    add(times, new Fault.DropAfterAcceptance());
  }

  private void add(int times, Fault fault) {
    for (var i = 0; i < times; i++) {
      faults.add(fault);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      var body = exchange.getRequestBody().readNBytes(LONGEST_REQUEST);
      var fault = Optional.ofNullable(faults.poll());
      try {
        fault.ifPresent(EmbeddedSes::happenBefore);
        var mail = accept(exchange, new String(body, StandardCharsets.UTF_8));
        handOn(mail);
        mails.add(mail);
        if (fault.filter(Fault.DropAfterAcceptance.class::isInstance).isEmpty()) {
          answer(exchange, 200, EmbeddedSesAnswer.accepted(mail));
        }
      } catch (EmbeddedSesRefusal e) {
        answer(exchange, e.status(), EmbeddedSesAnswer.refused(e));
      }
    }
  }

  private static void happenBefore(Fault fault) {
    switch (fault) {
      case Fault.Refuse(var status, var code) ->
          throw new EmbeddedSesRefusal(status, code, "fails on purpose");
      case Fault.Delay(var duration) -> pause(duration);
      case Fault.DropAfterAcceptance() -> {}
    }
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Mail accept(HttpExchange exchange, String body) {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new EmbeddedSesRefusal(400, "MalformedQueryString", "POST only");
    }
    var headers = exchange.getRequestHeaders();
    var signature = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
    if (!signature.startsWith("AWS4-HMAC-SHA256 ")) {
      throw new EmbeddedSesRefusal(403, "MissingAuthenticationToken", "the request is not signed");
    }
    var type = Optional.ofNullable(headers.getFirst("Content-Type")).orElse("");
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw new EmbeddedSesRefusal(400, "MalformedQueryString", "not a form: " + type);
    }
    var mail =
        EmbeddedSesForm.parse(body).mail("0102-" + UUID.randomUUID() + "-000000", Instant.now());
    checkVerified(mail.sender().toLowerCase(Locale.ROOT));
    return mail;
  }

  private void handOn(Mail mail) {
    try {
      relay.handOn(mail);
    } catch (RelayRefusal e) {
      throw new EmbeddedSesRefusal(e.status, e.code, String.valueOf(e.getMessage()));
    }
  }

  private void checkVerified(String sender) {
    var domain = sender.substring(sender.indexOf('@') + 1);
    if (!verified.isEmpty() && !verified.contains(sender) && !verified.contains(domain)) {
      throw new EmbeddedSesRefusal(
          400,
          "MessageRejected",
          "Email address is not verified. The following identities failed the check in region"
              + " EU-WEST-3: "
              + sender);
    }
  }

  private static void answer(HttpExchange exchange, int status, String xml) throws IOException {
    var bytes = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
