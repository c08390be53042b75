package ava.shared.call;

import java.util.HexFormat;
import java.util.Optional;

/// Twilio's id of a call: `CA` and 32 hexadecimal digits. The call's name everywhere in Ava.
public record CallSid(String value) {
  /// Characters of every call SID.
  public static final int LENGTH = 34;

  private static final String PREFIX = "CA";

  /// Of a call that nobody made: what is rehearsed, and what is asked about nothing.
  public static final CallSid NOBODY = new CallSid(PREFIX + "0".repeat(LENGTH - PREFIX.length()));

  /// @throws IllegalArgumentException when the value is not a call SID
  public CallSid {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a call SID");
    }
  }

  /// The call SID in text from outside, or empty when it is none.
  public static Optional<CallSid> parse(String text) {
    return isOne(text) ? Optional.of(new CallSid(text)) : Optional.empty();
  }

  private static boolean isOne(String text) {
    return text.length() == LENGTH
        && text.startsWith(PREFIX)
        && text.chars().skip(PREFIX.length()).allMatch(HexFormat::isHexDigit);
  }

  @Override
  public String toString() {
    return value;
  }
}
