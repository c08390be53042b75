package ava.summary.mail;

import ava.shared.CallStore;
import ava.shared.Certainty;
import ava.shared.PhoneNumber;
import ava.shared.Speaker;
import ava.shared.Turn;
import ava.summary.content.FinishedCall;
import ava.summary.content.Summary;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the email of a call. Safe for use by several threads.
public final class MailWriter {
  private final String business;
  private final Optional<URI> dashboard;

  /// @param business whose telephone Ava answers
  /// @param dashboard where calls can be seen
  public MailWriter(String business, Optional<URI> dashboard) {
    this.business = business;
    this.dashboard = dashboard;
  }

  /// @param repeated it is not known whether this mail was sent before
  public SummaryMail write(FinishedCall call, Summary summary, boolean repeated) {
    var view = view(call, summary, repeated);
    return new SummaryMail(
        view.subject(),
        HtmlRenderer.of().execute(new MailView.Html(view)),
        Wrapped.at(76, TextRenderer.of().execute(new MailView.Text(view))));
  }

  private MailView view(FinishedCall call, Summary summary, boolean repeated) {
    var record = call.record();
    var number = summary.who().phone().map(PhoneNumber::new).orElse(record.from());
    return new MailView(
        Subject.of(call, summary),
        preheader(summary),
        French.set(business),
        summary.urgency() == Summary.Urgency.HIGH,
        urgency(summary.urgency()),
        summary.who().name().map(French::set).orElse("Nom non communiqué"),
        summary.who().company().map(French::set),
        Telephones.link(number),
        summary.who().phoneCertainty().map(Certainty::words).map(French::set),
        summary.who().phoneUnclear().map(words -> French.set("« " + words + " »")),
        otherNumber(number, record.from()),
        French.set(capital(summary.reason())),
        summary.urgencyQuote().map(French::set),
        callback(summary.callback()),
        repeated,
        source(summary),
        French.set(summary.text()),
        summary.actions().stream().map(MailWriter::todo).toList(),
        summary.promised().stream().map(French::set).toList(),
        call.turns().stream().map(turn -> line(call, turn)).toList(),
        record.voicemailUrl().filter(MailWriter::safeLink),
        Telephones.shown(record.from()),
        Telephones.shown(record.to()),
        French.date(call.begin().atZone(CallStore.PARIS)),
        cost(call),
        Math.toIntExact(CallStore.RETENTION.toDays()),
        dashboard.map(url -> url + "/?call=" + record.callSid()));
  }

  private static String preheader(Summary summary) {
    return French.set(summary.text());
  }

  private static boolean safeLink(String url) {
    return url.startsWith("https://") || url.startsWith("http://127.0.0.1");
  }

  private static Optional<String> otherNumber(PhoneNumber shown, PhoneNumber caller) {
    return shown.equals(caller) || !caller.dialable()
        ? Optional.empty()
        : Optional.of(Telephones.shown(caller));
  }

  private static String urgency(Summary.Urgency urgency) {
    return switch (urgency) {
      case HIGH -> "Haute";
      case NORMAL -> "Normale";
      case LOW -> "Basse";
    };
  }

  private static Optional<String> callback(Summary.Callback callback) {
    return callback.wished()
        ? Optional.of(callback.when().map(when -> "Oui, " + French.set(when)).orElse("Oui"))
        : Optional.empty();
  }

  private static String source(Summary summary) {
    return switch (summary.source()) {
      case MODEL ->
          "Résumé rédigé par une intelligence artificielle à partir de la conversation"
              + " ci-dessous, qui fait foi.";
      case EXTRACT ->
          French.set(
              summary
                      .unavailable()
                      .map(why -> "Résumé automatique indisponible : " + why + ". ")
                      .orElse("")
                  + "Résumé établi par règles à partir de la conversation ci-dessous, qui fait"
                  + " foi.");
    };
  }

  private static MailView.Todo todo(Summary.Action action) {
    var detail =
        Stream.of(action.who(), action.byWhen())
            .flatMap(Optional::stream)
            .map(French::set)
            .collect(Collectors.joining(", "));
    return new MailView.Todo(
        French.set(capital(action.what())), Optional.of(detail).filter(d -> !d.isEmpty()));
  }

  private static MailView.Line line(FinishedCall call, Turn turn) {
    var ava = turn.speaker() == Speaker.AVA;
    return new MailView.Line(
        French.clock(call.begin(), turn.startedAt()),
        ava ? "Ava" : "Appelant",
        ava,
        French.set(turn.text()),
        turn.interrupted());
  }

  private static String cost(FinishedCall call) {
    var usage = call.record().usage();
    var length = "Durée de l’appel : " + French.duration(call.length());
    if (usage.inputTokens() + usage.outputTokens() == 0) {
      return French.set(length + ".");
    }
    return French.set(
        length
            + " · Jetons : "
            + French.count(usage.inputTokens())
            + " lus, dont "
            + French.count(usage.cachedTokens())
            + " en cache, et "
            + French.count(usage.outputTokens())
            + " produits · Coût : "
            + String.format(Locale.ROOT, "%.4f", usage.costUsd()).replace('.', ',')
            + "\u00a0$ US");
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.FRANCE) + text.substring(1);
  }
}
