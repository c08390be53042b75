package ava.summary.voicemail;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Makes a message of what was left on the voicemail: its words become a turn of the caller's, its
/// audio is kept beside the call. Every part may be repeated. Safe for use by several threads.
public final class RecordingStep {
  /// Twilio's MP3 has 32 kbit/s.
  private static final int BYTES_PER_SECOND = 4000;

  private final CallStore store;
  private final Optional<RecordingSource> source;
  private final Optional<Transcription> transcription;
  private final Clock clock;

  /// @param source empty when we have no credentials of Twilio's
  /// @param transcription empty when no model puts audio into words
  public RecordingStep(
      CallStore store,
      Optional<RecordingSource> source,
      Optional<Transcription> transcription,
      Clock clock) {
    this.store = store;
    this.source = source;
    this.transcription = transcription;
    this.clock = clock;
  }

  /// How it came out.
  public enum Result {
    /// Nobody left a message.
    NONE,
    /// There may be one, and it may still come.
    AWAITED,
    /// Words and audio stand in the table.
    KEPT,
    /// We may not have it.
    OUT_OF_REACH,
    TOO_LONG
  }

  /// @param deadline until when it may take
  public Result settle(CallRecord call, Instant deadline) {
    var recording = call.recording();
    if (recording.filter(Recording::left).isEmpty()) {
      return sentToVoicemail(call) && recording.filter(Recording::nothing).isEmpty()
          ? Result.AWAITED
          : Result.NONE;
    }
    if (recording.get().kept()) {
      return Result.KEPT;
    }
    if (source.isEmpty()) {
      return Result.OUT_OF_REACH;
    }
    return switch (source.get().fetch(recording.get())) {
      case RecordingSource.Fetched.Audio(var audio) -> {
        take(call, audio, deadline);
        yield Result.KEPT;
      }
      case RecordingSource.Fetched.NotYet() -> Result.AWAITED;
      case RecordingSource.Fetched.TooLong() -> Result.TOO_LONG;
      case RecordingSource.Fetched.Never() -> Result.OUT_OF_REACH;
    };
  }

  private static boolean sentToVoicemail(CallRecord call) {
    return call.endReason().filter(EndReason.VOICEMAIL::equals).isPresent()
        || call.next().filter(NextStep.Voicemail.class::isInstance).isPresent();
  }

  private void take(CallRecord call, Recording.Audio audio, Instant deadline) {
    var most = Duration.between(clock.instant(), deadline).dividedBy(2);
    if (audio.bytes().length > 0 && most.isPositive()) {
      transcription
          .flatMap(service -> service.words(audio, most))
          .ifPresent(words -> store.append(call.callSid(), turn(call, audio, words)));
    }
    store.keep(call.callSid(), audio);
  }

  private static Turn turn(CallRecord call, Recording.Audio audio, String words) {
    var end = call.endedAt().orElse(call.startedAt());
    var length = Duration.ofSeconds(audio.bytes().length / BYTES_PER_SECOND);
    return new Turn(Turn.VOICEMAIL, Speaker.CALLER, words, end.minus(length), end, false);
  }

  /// Deletes at Twilio what is safe here. What fails is left to the next time.
  ///
  /// @return false when it is still there
  public boolean tidy(CallSid callSid, Recording recording) {
    if (!pending(recording)) {
      return true;
    }
    var gone = source.filter(twilio -> twilio.delete(recording)).isPresent();
    if (gone) {
      store.recordingDeleted(callSid);
    }
    return gone;
  }

  /// Whether the recording is kept here and not yet deleted there.
  public static boolean pending(Recording recording) {
    return recording.kept()
        && recording.status().filter(Recording.Status.DELETED::equals).isEmpty();
  }
}
