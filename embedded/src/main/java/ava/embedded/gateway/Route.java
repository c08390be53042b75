package ava.embedded.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A route of the HTTP API and the handler behind it.
///
/// @param method an HTTP method or `ANY`
/// @param path parts may be `{name}`, which stands for one part of a path
/// @param authorizer judges whoever asks before the handler hears of it
public record Route(
    String method, String path, RequestStreamHandler handler, Optional<JwtAuthorizer> authorizer) {

  /// @param key as in a template, such as `GET /api/calls/{callSid}`
  public static Route of(String key, RequestStreamHandler handler) {
    var space = key.indexOf(' ');
    if (space < 0 || key.charAt(space + 1) != '/') {
      throw new IllegalArgumentException("not a route key: " + key);
    }
    var method = key.substring(0, space);
    return new Route(method, key.substring(space + 1), handler, Optional.empty());
  }

  /// The same route behind an authorizer.
  public Route behind(JwtAuthorizer judge) {
    return new Route(method, path, handler, Optional.of(judge));
  }

  /// @param keys of all routes of one handler
  public static Stream<Route> all(List<String> keys, RequestStreamHandler handler) {
    return keys.stream().map(key -> of(key, handler));
  }

  /// As in a template.
  public String key() {
    return method + " " + path;
  }

  boolean takes(String requestMethod) {
    return method.equals("ANY") || method.equals(requestMethod);
  }

  /// How many parts of the path are variable: the route with the fewest wins.
  int variables() {
    return (int) parts(path).stream().filter(Route::variable).count();
  }

  /// The variables' values when the path is this route's.
  Optional<Map<String, String>> match(String requestPath) {
    var ours = parts(path);
    var theirs = parts(requestPath);
    if (ours.size() != theirs.size()) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (var i = 0; i < ours.size(); i++) {
      var part = ours.get(i);
      if (variable(part) && !theirs.get(i).isEmpty()) {
        values.put(part.substring(1, part.length() - 1), theirs.get(i));
      } else if (!part.equals(theirs.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static boolean variable(String part) {
    return part.startsWith("{") && part.endsWith("}");
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }
}
