package ava.simulator.twilio;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A request that Twilio made.
///
/// @param status the answer's, 0 when there was none
/// @param answer its body
public record TwilioRequest(URI url, Map<String, String> fields, int status, String answer) {
  public TwilioRequest {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }
}
