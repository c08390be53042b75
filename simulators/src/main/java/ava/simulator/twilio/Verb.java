package ava.simulator.twilio;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An instruction of a TwiML document. URLs are as written.
sealed interface Verb {
  record Say(String text) implements Verb {}

  record Pause(int seconds) implements Verb {}

  record Hangup() implements Verb {}

  record Reject() implements Verb {}

  record Redirect(String url, String method) implements Verb {}

  /// @param screen what the called side hears before the two are connected
  record Dial(
      String number,
      Optional<String> action,
      String method,
      Optional<String> callerId,
      Optional<Screen> screen)
      implements Verb {}

  /// A document for the called side alone.
  record Screen(String url, String method) {}

  /// @param evenWithoutKeys whether the action is asked when no key was pressed
  record Gather(Optional<String> action, String method, boolean evenWithoutKeys) implements Verb {}

  record RecordVoice(Optional<String> action, String method, Optional<String> statusCallback)
      implements Verb {}

  /// `<Connect><Stream>`.
  record Stream(
      String url,
      Map<String, String> parameters,
      Optional<String> action,
      String method,
      Optional<String> statusCallback)
      implements Verb {
    public Stream {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  default String name() {
    return switch (this) {
      case Stream _ -> "Connect";
      case RecordVoice _ -> "Record";
      case Say _, Pause _, Hangup _, Reject _, Redirect _, Dial _, Gather _ ->
          getClass().getSimpleName();
    };
  }
}
