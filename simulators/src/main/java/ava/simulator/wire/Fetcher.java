package ava.simulator.wire;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Makes HTTP requests. Thread: its loop; the answer comes there, in a later turn, at most once.
@FunctionalInterface
public interface Fetcher {
  /// @param method `GET` or `POST`
  /// @param body empty for a `GET`
  record Request(String method, URI url, Map<String, String> headers, String body) {
    public Request {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /// @param status 0 when there was no answer; the body says why
  record Answer(int status, String body) {}

  void fetch(Request request, Consumer<Answer> then);
}
