package ava.summary.mail;

import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstachio.escapers.PlainText;
import java.util.List;
import java.util.Optional;

/// All that an email shows, in the words and with the spaces it is shown with; the templates only
/// place it.
record MailView(
    String subject,
    String preheader,
    String business,
    boolean urgent,
    String urgency,
    String who,
    Optional<String> company,
    Optional<Telephone> phone,
    Optional<String> certainty,
    Optional<String> unclear,
    Optional<String> otherNumber,
    String reason,
    Optional<String> urgencyQuote,
    Optional<String> callback,
    boolean repeated,
    String source,
    String text,
    List<Todo> actions,
    List<String> promised,
    List<Line> turns,
    Optional<String> voicemail,
    String caller,
    String called,
    String date,
    String cost,
    int days,
    Optional<String> dashboard) {

  /// @param link what follows `tel:`
  record Telephone(String shown, String link) {}

  /// @param detail who and until when, or nothing
  record Todo(String what, Optional<String> detail) {}

  /// @param ava whether Ava speaks
  record Line(String time, String speaker, boolean ava, String text, boolean interrupted) {}

  boolean hasActions() {
    return !actions.isEmpty();
  }

  boolean hasPromises() {
    return !promised.isEmpty();
  }

  boolean hasTurns() {
    return !turns.isEmpty();
  }

  /// The HTML part.
  @JStache(path = "ava/summary/mail/mail.html.mustache")
  record Html(MailView mail) {}

  /// The text part.
  @JStache(path = "ava/summary/mail/mail.txt.mustache")
  @JStacheConfig(contentType = PlainText.class)
  record Text(MailView mail) {}
}
