package ava.embedded.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who may ask: an access key made for one run. The key alone is compared; nobody else on the
/// machine knows it, and it ends with the process.
///
/// @param secret what the SDK signs with
public record TableCredentials(String accessKeyId, String secret) {
  private static final int BYTES = 16;
  private static final Pattern SIGNED =
      Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/.*");

  public static TableCredentials random() {
    return new TableCredentials("AVA" + bits(), bits());
  }

  private static String bits() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// @param authorization the header of a request
  /// @throws TableRefusal when it was not signed with this key
  void check(Optional<String> authorization) {
    if (authorization.isEmpty()) {
      throw TableRefusal.unsigned();
    }
    var signed = SIGNED.matcher(authorization.get());
    if (!signed.matches() || !isEqual(signed.group(1), accessKeyId)) {
      throw TableRefusal.stranger();
    }
  }

  private static boolean isEqual(String one, String two) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), two.getBytes(StandardCharsets.UTF_8));
  }

  /// Does not show the secret.
  @Override
  public String toString() {
    return "TableCredentials[" + accessKeyId + "]";
  }
}
