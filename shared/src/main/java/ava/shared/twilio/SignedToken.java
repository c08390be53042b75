package ava.shared.twilio;

import ava.shared.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Short-lived proof that we named a subject ourselves: `<expiry>.<mac>`, expiry in epoch seconds,
/// mac the lower-case hex of HMAC-SHA256(secret, `<subject>.<expiry>`). The stream token's subject
/// is the call SID and how the stream begins ([Twiml.Opening]). Safe for use by several threads.
public final class SignedToken {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\.([0-9a-f]{64})");

  private final Secret secret;
  private final Clock clock;

  public SignedToken(Secret secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  public String issue(String subject, Duration lifetime) {
    var expiry = clock.instant().plus(lifetime).getEpochSecond();
    return expiry + "." + mac(subject, expiry);
  }

  /// Whether the token is ours, names this subject and has not expired. Takes constant time in the
  /// mac.
  public boolean accepts(String subject, String token) {
    var parts = FORM.matcher(token);
    if (!parts.matches()) {
      return false;
    }
    var expiry = Long.parseLong(parts.group(1));
    var ours =
        MessageDigest.isEqual(
            mac(subject, expiry).getBytes(StandardCharsets.US_ASCII),
            parts.group(2).getBytes(StandardCharsets.US_ASCII));
    return ours && clock.instant().getEpochSecond() <= expiry;
  }

  private String mac(String subject, long expiry) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      var signed = (subject + "." + expiry).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
