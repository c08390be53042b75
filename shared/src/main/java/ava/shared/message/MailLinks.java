package ava.shared.message;

import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The links of a mail by which its reader decides about a call without signing in. A link holds
/// one decision, one call and its end, signed; no name and no number. Whoever has the mail may use
/// it, so a link can do nothing else. Safe for use by several threads.
public final class MailLinks {
  /// How long a link is good.
  public static final Duration GOOD = Duration.ofDays(7);

  /// Where a link leads, before its token.
  public static final String PATH = "/lien/";

  private static final int SID_BYTES = 16;

  /// With them a token fills its base64 to the last bit, so that it has one spelling.
  private static final int MAC_BYTES = 15;

  private static final int BODY_BYTES = 1 + SID_BYTES + Integer.BYTES;
  private static final int DIGITS = (BODY_BYTES + MAC_BYTES) / 3 * 4;

  private final Secret secret;
  private final Clock clock;

  public MailLinks(Secret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /// What a link decides.
  public enum Act {
    CALLED_BACK('r'),
    TOMORROW('d'),
    UNWANTED('i');

    /// Part of every link that was sent.
    private final byte letter;

    Act(char letter) {
      this.letter = (byte) letter;
    }

    private static Optional<Act> of(byte letter) {
      return Arrays.stream(values()).filter(act -> act.letter == letter).findFirst();
    }
  }

  /// @param once names the link where it is noted that it was used
  public record Link(Act act, CallSid callSid, Instant end, String once) {}

  /// The path of a link.
  public String path(Act act, CallSid callSid) {
    var body =
        ByteBuffer.allocate(BODY_BYTES)
            .put(act.letter)
            .put(HexFormat.of().parseHex(callSid.value().substring(2)))
            .putInt((int) clock.instant().plus(GOOD).getEpochSecond())
            .array();
    var token = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES).put(body).put(mac(body)).array();
    return PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /// The link of a token, or empty when it is not ours or its time is over.
  public Optional<Link> read(String token) {
    if (token.length() != DIGITS || !token.matches("[A-Za-z0-9_-]+")) {
      return Optional.empty();
    }
    var bytes = decoded(token);
    if (bytes.length != BODY_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    var body = Arrays.copyOf(bytes, BODY_BYTES);
    if (!MessageDigest.isEqual(mac(body), Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length))) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(body);
    var act = Act.of(buffer.get());
    var sid = new byte[SID_BYTES];
    buffer.get(sid);
    var end = Instant.ofEpochSecond(Integer.toUnsignedLong(buffer.getInt()));
    var callSid = new CallSid("CA" + HexFormat.of().formatHex(sid));
    var once = HexFormat.of().formatHex(body);
    return act.map(known -> new Link(known, callSid, end, once))
        .filter(link -> clock.instant().isBefore(end));
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private byte[] mac(byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      return Arrays.copyOf(mac.doFinal(body), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
