package ava.dashboard;

import ava.shared.settings.Sha256;
import ava.shared.web.WebReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the page is made of. Each file is served under the hash of its content, so that a browser
/// may keep it for ever, and names the others by theirs. Nothing in them is secret.
final class Assets {
  static final String FOLDER = "/assets/";

  /// Each behind those that it names.
  private static final List<String> FILES =
      List.of(
          "icon.svg",
          "manifest.webmanifest",
          "page.css",
          "french.js",
          "document.js",
          "session.js",
          "server.js",
          "board.js",
          "undo.js",
          "rows.js",
          "live.js",
          "lanes.js",
          "conversation.js",
          "rights.js",
          "card.js",
          "call.js",
          "inbox.js",
          "days.js",
          "uplot.css",
          "uplot.js",
          "figures.js",
          "settings.js",
          "keys.js",
          "main.js");

  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final Map<String, String> TYPES =
      Map.of(
          "svg", "image/svg+xml",
          "webmanifest", "application/manifest+json",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8");

  private static final Map<String, String> KEPT =
      Map.of("Cache-Control", "public, max-age=31536000, immutable");

  private static final Pattern NAMED = Pattern.compile("\\./([a-z-]+\\.[a-z]+)|asset:([a-z.-]+)");
  private static final int HASH_DIGITS = 10;

  /// The served name of each file.
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, WebReply> replies = new HashMap<>();

  Assets() {
    FILES.forEach(this::add);
  }

  private void add(String file) {
    var text = linked(text(file));
    var dot = file.lastIndexOf('.');
    var name = file.substring(0, dot) + "." + hash(text) + file.substring(dot);
    names.put(file, name);
    var headers = new HashMap<>(KEPT);
    headers.put("Content-Type", TYPES.get(file.substring(dot + 1)));
    replies.put(name, new WebReply(200, headers, text));
  }

  /// The charts' library makes itself a global; here it becomes a module.
  private static String text(String file) {
    return switch (file) {
      case "uplot.css" -> resource(CHARTS + "uPlot.min.css");
      case "uplot.js" -> resource(CHARTS + "uPlot.iife.min.js") + "\nexport default uPlot;\n";
      default -> resource(file);
    };
  }

  /// A text of ours with the names of assets in it (`./file` or `asset:file`) as they are served.
  String linked(String text) {
    return NAMED.matcher(text).replaceAll(this::served);
  }

  private String served(MatchResult found) {
    var file = found.group(1) == null ? found.group(2) : found.group(1);
    var name = names.get(file);
    if (name == null) {
      throw new IllegalStateException(file + " is named before it is there");
    }
    return found.group(1) == null ? FOLDER + name : "./" + name;
  }

  Optional<WebReply> find(String name) {
    return Optional.ofNullable(replies.get(name));
  }

  static String hash(String text) {
    return Sha256.hex(text).substring(0, HASH_DIGITS);
  }

  static String resource(String name) {
    try (var stream = Assets.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
