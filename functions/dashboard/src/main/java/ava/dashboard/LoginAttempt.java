package ava.dashboard;

import ava.shared.settings.Sha256;
import ava.shared.settings.Unguessable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a browser keeps while it is at the issuer's.
///
/// @param state comes back with the code, so that nobody slips in another's
/// @param nonce comes back in the ID token
/// @param verifier proves to the issuer that it was us who asked. Source: RFC 7636
/// @param wish the page that was asked for, a path of ours
record LoginAttempt(String state, String nonce, String verifier, String wish) {
  /// A path of ours, with query and fragment: one slash in front, and nothing that a browser would
  /// read as another host (`//`, a backslash, or a control character that it leaves out); not one
  /// of signing in itself.
  private static final Pattern OURS =
      Pattern.compile("/(?![/\\\\]|auth/)[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]{0,500}");

  private static final Pattern COOKIE =
      Pattern.compile("([\\w-]{43})\\.([\\w-]{43})\\.([\\w-]{43})\\.([\\w-]{1,800})");

  static LoginAttempt begin(String wish) {
    return new LoginAttempt(Unguessable.next(), Unguessable.next(), Unguessable.next(), ours(wish));
  }

  /// A wish that leads elsewhere leads to the page.
  private static String ours(String wish) {
    return OURS.matcher(wish).matches() ? wish : "/";
  }

  String challenge() {
    return Unguessable.base64(Sha256.of(verifier));
  }

  String cookie() {
    return String.join(
        ".", state, nonce, verifier, Unguessable.base64(wish.getBytes(StandardCharsets.US_ASCII)));
  }

  static Optional<LoginAttempt> parse(String cookie) {
    var parts = COOKIE.matcher(cookie);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var wish = new String(Base64.getUrlDecoder().decode(parts.group(4)), StandardCharsets.UTF_8);
      return Optional.of(
          new LoginAttempt(parts.group(1), parts.group(2), parts.group(3), ours(wish)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean has(String given) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
  }
}
