package ava.shared.twilio;

import ava.shared.settings.Secret;
import ava.shared.settings.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// `X-Twilio-Signature`: base64 of HMAC-SHA1 with the auth token over the URL and the sorted form
/// fields. Source: Twilio, "Webhooks security". The URL is the one configured at Twilio, never one
/// rebuilt from the request. Safe for use by several threads.
public final class TwilioSignature {
  private static final Pattern PORT = Pattern.compile("^([a-z]+://[^/?#]*?)(:[0-9]+)?([/?].*)?$");
  private static final Map<String, Integer> DEFAULT_PORT =
      Map.of("https", 443, "wss", 443, "http", 80, "ws", 80);

  private final Secret tokens;

  /// @param tokens the account's auth token; two, joined by a comma, during a rotation
  public TwilioSignature(Secret tokens) {
    this.tokens = tokens;
  }

  /// Whether a form POST, a GET or a WebSocket handshake (both without fields) was signed by
  /// Twilio.
  ///
  /// @param fields decoded names and values in any order, duplicates kept
  /// @param signature the header's value, empty when it is missing
  public boolean accepts(String url, List<Map.Entry<String, String>> fields, String signature) {
    if (signature.isEmpty()) {
      return false;
    }
    var given = signature.getBytes(StandardCharsets.UTF_8);
    var accepted = false;
    for (var token : tokens.value().split(",")) {
      if (token.isBlank()) {
        continue;
      }
      for (var candidate : candidates(url)) {
        var expected = sign(token.strip(), candidate, fields).getBytes(StandardCharsets.UTF_8);
        accepted |= MessageDigest.isEqual(expected, given);
      }
    }
    return accepted;
  }

  /// Whether a request whose URL names the hash of its JSON body (`bodySHA256`) was signed by
  /// Twilio.
  public boolean acceptsJson(String url, byte[] body, String signature) {
    var named = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]*)").matcher(url);
    if (!named.find()) {
      return false;
    }
    var expected = java.util.HexFormat.of().formatHex(Sha256.of(body));
    var hash = named.group(1).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII), hash)
        && accepts(url, List.of(), signature);
  }

  /// The signature that Twilio would send.
  public static String sign(String authToken, String url, List<Map.Entry<String, String>> fields) {
    SortedMap<String, Set<String>> sorted = new TreeMap<>(TwilioSignature::compareBytes);
    for (var field : fields) {
      sorted
          .computeIfAbsent(field.getKey(), _ -> new TreeSet<>(TwilioSignature::compareBytes))
          .add(field.getValue());
    }
    var message = new StringBuilder(url);
    sorted.forEach((name, values) -> values.forEach(v -> message.append(name).append(v)));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      var signed = mac.doFinal(message.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /// The forms of a URL that Twilio may have signed: with and without its port, a WebSocket's also
  /// with a slash behind it.
  private static Set<String> candidates(String configured) {
    var url = configured.replaceFirst("#.*$", "").replaceFirst("^([a-z]+://)[^/?@]*@", "$1");
    var forms = new LinkedHashSet<String>();
    forms.add(url);
    var parts = PORT.matcher(url);
    if (parts.matches()) {
      var scheme = url.substring(0, url.indexOf(':'));
      var rest = parts.group(3) == null ? "" : parts.group(3);
      forms.add(parts.group(1) + rest);
      if (parts.group(2) == null && DEFAULT_PORT.containsKey(scheme)) {
        forms.add(parts.group(1) + ":" + DEFAULT_PORT.get(scheme) + rest);
      }
    }
    if (url.startsWith("ws") && !url.contains("?") && !url.endsWith("/")) {
      List.copyOf(forms).forEach(form -> forms.add(form + "/"));
    }
    return forms;
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
