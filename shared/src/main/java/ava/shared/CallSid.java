package ava.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/// Twilio's id of a call: `CA` and 32 hexadecimal digits. The call's name everywhere in Ava.
public record CallSid(String value) {
  private static final Pattern FORM = Pattern.compile("CA[0-9a-fA-F]{32}");

  /// @throws IllegalArgumentException when the value is not a call SID
  public CallSid {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a call SID");
    }
  }

  /// The call SID in text from outside, or empty when it is none.
  public static Optional<CallSid> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CallSid(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
