package ava.bridge;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/// Asks the bridge of the same container whether it is healthy, for images that have no `curl`.
/// Exits with 0 when it is, with 1 when it is not, drains or does not answer.
public final class HealthCheckMain {
  private static final int PATIENCE_MS = 3_000;

  private HealthCheckMain() {}

  public static void main(String[] arguments) {
    System.exit(healthy(System.getenv()) ? 0 : 1);
  }

  static boolean healthy(Map<String, String> environment) {
    var port = environment.getOrDefault("PORT", "8080");
    try {
      var address = URI.create("http://127.0.0.1:" + port + "/healthz").toURL();
      var connection = (HttpURLConnection) address.openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
