package ava.summary.mail;

import ava.shared.call.PhoneNumber;
import ava.shared.call.Printable;
import ava.summary.content.Phrase;
import ava.summary.content.Summary;
import ava.summary.content.WholeCall;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The subject of an email: `Urgent – Mme Lefèvre – fuite d’eau – rappeler avant 18 h`, from what
/// is known.
final class Subject {
  private static final int LONGEST_PART = 60;

  private Subject() {}

  static String of(WholeCall call, Summary summary, boolean complement) {
    return Stream.of(
            call.record().from().trial() ? Optional.of("Essai") : Optional.<String>empty(),
            complement ? Optional.of("Complément") : Optional.<String>empty(),
            call.record().voicemailUrl().map(_ -> "Répondeur"),
            urgent(summary),
            Optional.of(who(call, summary)),
            Optional.of(summary.matter().reason()).map(Phrase::inside),
            callback(summary.followUp().callback()))
        .flatMap(Optional::stream)
        .map(Subject::oneLine)
        .filter(part -> !part.isEmpty())
        .map(part -> Texts.shortened(part, LONGEST_PART))
        .map(French::set)
        .collect(Collectors.joining(" – "));
  }

  private static Optional<String> urgent(Summary summary) {
    return summary.matter().urgency() == Summary.Urgency.HIGH
        ? Optional.of("Urgent")
        : Optional.empty();
  }

  private static String who(WholeCall call, Summary summary) {
    return summary
        .who()
        .name()
        .or(summary.who()::company)
        .orElseGet(() ->
            Telephones.shown(
                summary.who().phone().map(PhoneNumber::new).orElse(call.record().from())));
  }

  private static Optional<String> callback(Summary.Callback callback) {
    return callback.wished()
        ? Optional.of(callback.when().map(when -> "rappeler " + when).orElse("à rappeler"))
        : Optional.empty();
  }

  /// Control characters end a header line or begin another header.
  private static String oneLine(String part) {
    return Printable.line(part).replaceAll(" {2,}", " ").strip();
  }
}
