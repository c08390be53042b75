package ava.shared.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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
  private static final int LONGEST_URL = 500;

  private static final Pattern AT_TWILIO =
      Pattern.compile(
          "https://api(\\.[a-z0-9-]+){0,2}\\.twilio\\.com/2010-04-01/Accounts/"
              + "(?<account>AC[0-9a-f]{32})/Recordings/RE[0-9a-f]{32}");

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

  /// Whether the address is Twilio's, and the account's that signed for it. The account's
  /// credentials are sent there, so nobody else may name the place.
  public boolean trusted() {
    var found = AT_TWILIO.matcher(url);
    return url.length() <= LONGEST_URL && found.matches() && found.group("account").equals(account);
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
