package ava.bridge.speech;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Asks a service for something whose content does not matter. Blocks: for where that may be.
@FunctionalInterface
public interface HttpQuestion {
  /// No answer came.
  int NONE = 0;

  /// Over the network.
  HttpQuestion REAL = HttpQuestion::ask;

  /// @param headers may hold secrets
  /// @return the status of the answer to a `GET`, or [#NONE]
  int status(URI address, Map<String, String> headers);

  private static int ask(URI address, Map<String, String> headers) {
    var patience = Math.toIntExact(Duration.ofSeconds(5).toMillis());
    try {
      var connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(patience);
      connection.setReadTimeout(patience);
      connection.setInstanceFollowRedirects(false);
      headers.forEach(connection::setRequestProperty);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return NONE;
    }
  }
}
