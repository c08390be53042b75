package ava.bridge.twilio;

import ava.shared.call.CallSid;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where Twilio's media streams come in, whatever carries them: says how a handshake is answered,
/// then reads the socket. Thread: its loop.
public final class StreamDoor {
  /// How long a stream may take to name its call.
  static final Duration START_WITHIN = Duration.ofSeconds(5);

  /// The header of the handshake with which Twilio signs.
  public static final String SIGNATURE = "X-Twilio-Signature";

  /// The answer to a handshake whose socket may open.
  public static final int UPGRADED = 101;

  private static final int FORBIDDEN = 403;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int UNAVAILABLE = 503;

  private final String publicUrl;
  private final TwilioSignature signature;
  private final SignedToken tokens;
  private final UsedTokens used;
  private final RefusalLog refusals;
  private final Switchboard switchboard;
  private final Loop loop;

  public StreamDoor(Access access, Switchboard switchboard, Loop loop) {
    this.publicUrl = access.publicUrl().toString();
    this.signature = new TwilioSignature(access.twilioAuthToken());
    this.tokens = new SignedToken(access.streamTokenSecret(), loop.clock());
    this.used = new UsedTokens(loop.clock());
    this.refusals = new RefusalLog(loop.clock());
    this.switchboard = switchboard;
    this.loop = loop;
  }

  /// Who may open a stream. The secrets are asked for at each use, on the loop: they must not wait.
  ///
  /// @param publicUrl the address that Twilio was given, `wss://…/media-stream`
  public record Access(URI publicUrl, Secret twilioAuthToken, Secret streamTokenSecret) {}

  /// What of a handshake's headers counts.
  ///
  /// @param signature of [#SIGNATURE]
  /// @param upgrade of `Upgrade`
  public record Handshake(Optional<String> signature, Optional<String> upgrade) {}

  /// @return the status that answers the handshake: [#UPGRADED], 403 without our signature, 426
  ///   when it asks for no socket, 503 while draining or full
  public int answer(Handshake handshake) {
    if (handshake.signature().isEmpty()) {
      return refused(FORBIDDEN, "no signature");
    }
    if (!signature.accepts(publicUrl, List.of(), handshake.signature().get())) {
      return refused(FORBIDDEN, "wrong signature");
    }
    return switch (switchboard.admission()) {
      case DRAINING -> refused(UNAVAILABLE, "draining");
      case FULL -> refused(UNAVAILABLE, "full");
      case OPEN ->
          handshake.upgrade().filter("websocket"::equalsIgnoreCase).isPresent()
              ? UPGRADED
              : refused(UPGRADE_REQUIRED, "no upgrade");
    };
  }

  private int refused(int status, String reason) {
    refusals.refused(status, reason);
    return status;
  }

  /// Takes a socket whose handshake was good, in the turn in which it opened.
  ///
  /// @return what hears the socket
  public TextSocket.Ear open(TextSocket socket) {
    return new MediaStream(socket, switchboard, this::admits, loop, START_WITHIN);
  }

  /// A token opens one stream, here at once; that no other bridge takes it the call's journal sees
  /// to.
  private boolean admits(CallSid call, String token, Twiml.Opening opening) {
    return tokens.accepts(opening.subject(call), token) && used.use(token);
  }
}
