package ava.simulator.twilio;

import java.net.URI;
import java.util.Map;

/// A request that Twilio made.
///
/// @param status the answer's, 0 when there was none
/// @param answer its body
public record Webhook(URI url, Map<String, String> fields, int status, String answer) {
  public Webhook {
    fields = Map.copyOf(fields);
  }
}
