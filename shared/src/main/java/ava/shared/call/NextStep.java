package ava.shared.call;

/// What Twilio must do with a call after the bridge let go of its stream. Nothing written means
/// that the bridge died.
public sealed interface NextStep {
  record HangUp() implements NextStep {}

  record Transfer(PhoneNumber to) implements NextStep {}

  /// Somebody took the transfer.
  record Transferred() implements NextStep {}

  record Voicemail() implements NextStep {}

  record Resume() implements NextStep {}

  /// The words of the table: `HANG_UP`, `TRANSFER +33…`, `TRANSFERRED`, `VOICEMAIL`, `RESUME`.
  default String encoded() {
    return switch (this) {
      case HangUp() -> "HANG_UP";
      case Transfer(var to) -> "TRANSFER " + to.value();
      case Transferred() -> "TRANSFERRED";
      case Voicemail() -> "VOICEMAIL";
      case Resume() -> "RESUME";
    };
  }

  /// @throws IllegalArgumentException when the text is none of the table's words
  static NextStep decode(String text) {
    if (text.startsWith("TRANSFER ")) {
      return new Transfer(new PhoneNumber(text.substring("TRANSFER ".length())));
    }
    return switch (text) {
      case "HANG_UP" -> new HangUp();
      case "TRANSFERRED" -> new Transferred();
      case "VOICEMAIL" -> new Voicemail();
      case "RESUME" -> new Resume();
      default -> throw new IllegalArgumentException("unknown next step: " + text);
    };
  }
}
