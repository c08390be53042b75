package ava.summary.mail;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstachio.escapers.PlainText;
import java.util.List;
import java.util.Optional;

/// All that an email shows, in the words and with the spaces it is shown with; the templates only
/// place it.
record MailView(
    Head head, Caller caller, Matter matter, Talk talk, Optional<Links> links, Foot foot) {
  /// Where the reader decides about the call.
  record Links(String calledBack, String tomorrow, String unwanted) {}

  /// @param gaps what is missing or was not understood
  record Head(
      String subject,
      String preheader,
      boolean urgent,
      boolean repeated,
      boolean complement,
      Optional<String> gaps) {}

  /// @param number the caller's, where there is none to dial
  /// @param certainty how sure the number to dial is
  /// @param otherNumber the caller's, where another is to be dialled
  record Caller(
      String who,
      Optional<String> company,
      Optional<Telephone> phone,
      String number,
      Optional<String> certainty,
      Optional<String> otherNumber,
      Optional<String> address,
      Optional<String> email) {}

  record Matter(
      String reason,
      String urgency,
      Optional<String> urgencyQuote,
      Optional<String> callback,
      String text,
      List<Todo> actions,
      List<String> promised) {
    boolean hasActions() {
      return !actions.isEmpty();
    }

    boolean hasPromises() {
      return !promised.isEmpty();
    }
  }

  /// @param voicemail where it can be heard
  record Talk(List<Line> turns, Optional<String> voicemail) {
    boolean hasTurns() {
      return !turns.isEmpty();
    }
  }

  record Foot(
      String source,
      String business,
      String caller,
      String called,
      String date,
      String cost,
      int days,
      Optional<String> dashboard) {}

  /// @param link what follows `tel:`
  record Telephone(String shown, String link) {}

  /// @param detail who and until when, or nothing
  record Todo(String what, Optional<String> detail) {}

  /// @param ava whether Ava speaks
  record Line(String time, String speaker, boolean ava, String text, boolean interrupted) {}

  /// The HTML part.
  @JStache(path = "ava/summary/mail/mail.html.mustache")
  record Html(MailView mail) {}

  /// The text part.
  @JStache(path = "ava/summary/mail/mail.txt.mustache")
  @JStacheConfig(contentType = PlainText.class)
  record Text(MailView mail) {}
}
