package ava.local.machine;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a request was made by a browser on this machine, by a page of ours. A tunnel's requests
/// come from this machine, too: they name another host, or tell of the way they came.
public final class OwnMachine {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?");

  /// Only somebody in between sends these.
  private static final Set<String> FORWARDED =
      Set.of(
          "Forwarded",
          "Via",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP",
          "CF-Connecting-IP");

  private OwnMachine() {}

  /// Whether the request was made on this machine, and to this machine by its name.
  public static boolean here(HttpServerRequest request) {
    return LOOPBACK.matcher(host(request)).matches()
        && FORWARDED.stream().noneMatch(request.headers()::contains)
        && loopback(request.remoteAddress().hostAddress());
  }

  /// Whether the request may read.
  public static boolean reads(HttpServerRequest request) {
    var site = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("none");
    return here(request) && (site.equals("none") || site.equals("same-origin"));
  }

  /// Whether the request may do something: a page of ours asks for it.
  public static boolean acts(HttpServerRequest request) {
    var origin = Optional.ofNullable(request.getHeader("Origin"));
    return reads(request) && origin.filter(("http://" + host(request))::equals).isPresent();
  }

  /// As the browser names us.
  public static String host(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Host")).orElse("");
  }

  /// An address is no name: nobody is asked.
  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
