package ava.simulator.scenario;

import java.time.Duration;

/// Something that happened in a played call. `at` counts from the moment the call was placed; the
/// model's observations count from the start of its session.
public sealed interface Observation {
  Duration at();

  /// What the caller's telephone and Twilio see.
  sealed interface OnLine extends Observation {}

  /// What happens in the model.
  sealed interface InModel extends Observation {
    /// The model's session, counted from 1.
    int session();
  }

  /// A webhook was answered with TwiML: its verbs, such as `Connect`.
  record Answered(Duration at, String path, String verbs) implements OnLine {}

  /// Twilio has sent `start`.
  record StreamStarted(Duration at, String streamSid) implements OnLine {}

  record StreamEnded(Duration at, String reason) implements OnLine {}

  /// The caller begins to say a sentence.
  record CallerStarts(Duration at, String text) implements OnLine {}

  record CallerStops(Duration at) implements OnLine {}

  /// The caller starts to hear Ava: the playback begins after it was empty.
  record AvaStarts(Duration at) implements OnLine {}

  /// The caller no longer hears Ava. Who speaks when her stream ends stops behind [StreamEnded].
  ///
  /// @param cut true when a `clear` ended it
  record AvaStops(Duration at, boolean cut) implements OnLine {}

  /// A `clear` came: so much audio was thrown away unheard.
  record Cleared(Duration at, Duration unheard) implements OnLine {}

  record KeyPressed(Duration at, char key) implements OnLine {}

  /// Twilio speaks itself (`<Say>`).
  record TwilioSays(Duration at, String text) implements OnLine {}

  /// Twilio connects the caller with another number.
  record Dialled(Duration at, String number, String outcome) implements OnLine {}

  /// Twilio records the caller.
  record Recorded(Duration at, Duration length) implements OnLine {}

  /// Twilio would have logged an error or a warning.
  record Refused(Duration at, int code, String reason) implements OnLine {}

  record Ended(Duration at, String how) implements OnLine {}

  /// The words of a caller's turn, as transcribed.
  record ModelHears(Duration at, int session, String text) implements InModel {}

  /// The model begins to say a sentence.
  record ModelSays(Duration at, int session, String text) implements InModel {}

  /// The model's answer was cut short: `turn_detected` or `client_cancelled`.
  record ModelCut(Duration at, int session, String reason) implements InModel {}

  record ModelCalls(Duration at, int session, String tool, String arguments) implements InModel {}

  /// A client event was refused with an `error` event.
  record ModelRefuses(Duration at, int session, String code, String message) implements InModel {}
}
