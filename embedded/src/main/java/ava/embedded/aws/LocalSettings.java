package ava.embedded.aws;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The settings of every module, made in one place: what was given, what only this machine knows,
/// and a value for the rest. Secrets that were not given are random, new with every run.
public final class LocalSettings {
  /// The stage of the WebSocket API.
  public static final String LIVE_STAGE = "live";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> values;
  private final Optional<URI> simulator;

  private LocalSettings(Map<String, String> values, Optional<URI> simulator) {
    this.values = Map.copyOf(values);
    this.simulator = simulator;
  }

  /// @param given settings as in an environment
  /// @param queueUrl where the ends of calls are announced
  /// @param port where everything of Ava listens
  /// @param simulator the model's stand-in; without one the key in the settings opens the real
  ///   model
  public static LocalSettings of(
      Map<String, String> given, String queueUrl, int port, Optional<URI> simulator) {
    var values = new HashMap<String, String>();
    given.forEach((name, value) -> {
      if (!value.isBlank()) {
        values.put(name, value);
      }
    });
    values.put("CALLS_TABLE", LocalAws.TABLE);
    values.put("CALL_ENDED_QUEUE_URL", queueUrl);
    values.put("PORT", Integer.toString(port));
    var here = "http://127.0.0.1:" + port;
    var base = values.computeIfAbsent("PUBLIC_BASE_URL", _ -> here).strip().replaceAll("/+$", "");
    values.put("PUBLIC_BASE_URL", base);
    var sockets = base.replaceFirst("^http", "ws");
    values.putIfAbsent("BRIDGE_URL", sockets + "/media-stream");
    // the page is for this machine, whatever the address for Twilio
    values.put("LIVE_API_URL", here.replaceFirst("^http", "ws") + "/" + LIVE_STAGE);
    values.put("LIVE_API_ENDPOINT", here + "/" + LIVE_STAGE);
    values.computeIfAbsent("TWILIO_AUTH_TOKEN", _ -> random(16));
    values.computeIfAbsent("STREAM_TOKEN_SECRET", _ -> random(32));
    values.computeIfAbsent("MAIL_LINK_SECRET", _ -> random(32));
    values.computeIfAbsent("AVA_LOCAL_PASSWORD", _ -> random(6));
    return new LocalSettings(values, simulator);
  }

  /// What the functions read. Without the real model there is no key, so that summaries are made by
  /// rules.
  public Map<String, String> functions() {
    var functions = new HashMap<>(values);
    if (simulator.isPresent()) {
      functions.remove("OPENAI_API_KEY");
      functions.remove("OPENAI_BASE_URL");
    }
    return functions;
  }

  /// What the bridge reads.
  public Map<String, String> bridge() {
    var bridge = new HashMap<>(values);
    simulator.ifPresent(url -> {
      bridge.put("OPENAI_BASE_URL", url.toString());
      bridge.put("OPENAI_API_KEY", "simulator");
    });
    return bridge;
  }

  public URI publicBaseUrl() {
    return URI.create(value("PUBLIC_BASE_URL"));
  }

  /// Where the bridge takes streams, as Twilio is told.
  public URI bridgeUrl() {
    return URI.create(value("BRIDGE_URL"));
  }

  /// Where everything listens, for who is on this machine, too.
  public URI here() {
    return URI.create("http://127.0.0.1:" + value("PORT"));
  }

  /// The real model; empty when its stand-in is spoken to.
  public Optional<String> model() {
    return simulator.isPresent()
        ? Optional.empty()
        : Optional.of(values.getOrDefault("OPENAI_REALTIME_MODEL", "OpenAI"));
  }

  /// With which one signs in on this machine.
  public String localPassword() {
    return value("AVA_LOCAL_PASSWORD");
  }

  /// With which Twilio signs; the first one during a rotation.
  public String twilioAuthToken() {
    return value("TWILIO_AUTH_TOKEN").split(",")[0].strip();
  }

  private String value(String name) {
    return Optional.ofNullable(values.get(name)).orElseThrow();
  }

  private static String random(int bytes) {
    var secret = new byte[bytes];
    RANDOM.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
