package ava.bridge.twilio;

import ava.shared.CallSid;
import ava.shared.Secret;
import ava.shared.SignedToken;
import ava.shared.TwilioSignature;
import ava.shared.Twiml;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where Twilio opens media streams: checks the handshake before it is answered, then hands the
/// socket to a [MediaStream]. 403 without our signature, 503 while draining or full. Thread: the
/// server's event loop.
public final class MediaStreamEndpoint {
  /// How long a stream may take to name its call.
  public static final Duration START_WITHIN = Duration.ofSeconds(5);

  /// The largest frame and message, in bytes; longer ones close the stream with 1009.
  public static final int LARGEST_MESSAGE = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(MediaStreamEndpoint.class);
  private static final String SIGNATURE = "X-Twilio-Signature";

  private final Vertx vertx;
  private final String publicUrl;
  private final TwilioSignature signature;
  private final SignedToken tokens;
  private final UsedTokens used;
  private final RefusalLog refusals;
  private final Switchboard switchboard;
  private final Duration startWithin;

  public MediaStreamEndpoint(
      Vertx vertx, Access access, Switchboard switchboard, Clock clock, Duration startWithin) {
    this.vertx = vertx;
    this.publicUrl = access.publicUrl().toString();
    this.signature = new TwilioSignature(access.twilioAuthToken());
    this.tokens = new SignedToken(access.streamTokenSecret(), clock);
    this.used = new UsedTokens(clock);
    this.refusals = new RefusalLog(clock);
    this.switchboard = switchboard;
    this.startWithin = startWithin;
  }

  /// Who may open a stream. The secrets are asked for at each use, on the event loop: they must not
  /// wait.
  ///
  /// @param publicUrl the address that Twilio was given, `wss://…/media-stream`
  public record Access(URI publicUrl, Secret twilioAuthToken, Secret streamTokenSecret) {}

  public void handle(HttpServerRequest request) {
    var given = request.getHeader(SIGNATURE);
    if (given == null || !signature.accepts(publicUrl, List.of(), given)) {
      refuse(request, 403, given == null ? "no signature" : "wrong signature");
      return;
    }
    switch (switchboard.admission()) {
      case DRAINING -> refuse(request, 503, "draining");
      case FULL -> refuse(request, 503, "full");
      case OPEN -> upgrade(request);
    }
  }

  private void upgrade(HttpServerRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      refuse(request, 426, "no upgrade");
      return;
    }
    request
        .toWebSocket()
        .onSuccess(
            socket -> MediaStream.read(socket, switchboard, this::admits, vertx, startWithin))
        .onFailure(e -> LOG.atWarn().addKeyValue("why", e.toString()).log("handshake failed"));
  }

  /// A token opens one stream, here at once; that no other bridge takes it the call's journal sees
  /// to.
  private boolean admits(CallSid call, String token, Twiml.Opening opening) {
    return tokens.accepts(opening.subject(call), token) && used.use(token);
  }

  private void refuse(HttpServerRequest request, int status, String reason) {
    refusals.refused(status, reason);
    request.response().setStatusCode(status).end();
  }
}
