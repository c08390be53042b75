package ava.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller left on the voicemail, as Twilio tells of it. Its parts come one by one and in any
/// order. Source: Twilio, `<Record>`, `action` and `recordingStatusCallback`.
///
/// @param url where Twilio keeps it, as it came; empty when there is none (yet)
/// @param sid `RecordingSid`; empty when it is not known
/// @param account `AccountSid` of the signed webhook: only it may read the recording
/// @param status empty until Twilio says whether it can be fetched
/// @param kept the table holds the audio
public record Recording(
    String url, String sid, String account, Optional<Status> status, boolean kept) {

  public Recording(String url, String sid, String account, Optional<Status> status) {
    this(url, sid, account, status, false);
  }

  /// `RecordingStatus`; the table has its small letters.
  public enum Status {
    /// It can be fetched.
    COMPLETED,
    /// Too short or silent: there is none.
    ABSENT,
    FAILED,
    /// Twilio no longer has it, since we keep it.
    DELETED;

    /// The status of Twilio's word, or empty for a word that settles nothing.
    public static Optional<Status> parse(String word) {
      return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether there is something to listen to.
  public boolean left() {
    return !url.isBlank() && status.filter(s -> s == Status.ABSENT || s == Status.FAILED).isEmpty();
  }

  /// Whether Twilio says that nothing was recorded.
  public boolean nothing() {
    return !left() && status.isPresent();
  }

  /// A recording once it is here. Nobody changes its bytes.
  public static final class Audio {
    private final String type;
    private final byte[] bytes;

    /// @param type such as `audio/mpeg`
    public Audio(String type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes.clone();
    }

    public String type() {
      return type;
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }
}
