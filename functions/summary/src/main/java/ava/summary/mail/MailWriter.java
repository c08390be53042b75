package ava.summary.mail;

import ava.shared.call.CallCost;
import ava.shared.call.Certainty;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import ava.shared.message.MailLinks;
import ava.shared.message.MailLinks.Act;
import ava.shared.table.CallStore;
import ava.summary.content.Phrase;
import ava.summary.content.Summary;
import ava.summary.content.WholeCall;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the email of a call. Safe for use by several threads.
public final class MailWriter {
  private static final String TRIAL =
      "Ceci est un appel d’essai, que vous avez passé vous-même : personne n’est à rappeler.";

  private final String business;
  private final Optional<URI> dashboard;
  private final Optional<MailLinks> links;

  /// @param business whose telephone Ava answers
  /// @param dashboard where calls can be seen
  public MailWriter(String business, Optional<URI> dashboard) {
    this(business, dashboard, Optional.empty());
  }

  /// @param links by which the reader decides about a call
  public MailWriter(String business, Optional<URI> dashboard, Optional<MailLinks> links) {
    this.business = business;
    this.dashboard = dashboard;
    this.links = links;
  }

  /// @param repeated it is not known whether this mail was sent before
  public SummaryMail write(WholeCall call, Summary summary, boolean repeated) {
    return write(call, summary, MailNotes.NONE.repeated(repeated));
  }

  /// @param notes what the mail says of itself and of what is missing
  public SummaryMail write(WholeCall call, Summary summary, MailNotes notes) {
    var view =
        new MailView(
            head(call, summary, notes),
            caller(call, summary, notes),
            matter(summary),
            talk(call),
            links(call),
            foot(call, summary));
    return new SummaryMail(
        view.head().subject(),
        HtmlRenderer.of().execute(new MailView.Html(view)),
        Wrapped.at(76, TextRenderer.of().execute(new MailView.Text(view))));
  }

  private static MailView.Head head(WholeCall call, Summary summary, MailNotes notes) {
    return new MailView.Head(
        Subject.of(call, summary, notes.complement()),
        French.set(summary.matter().text()),
        summary.matter().urgency() == Summary.Urgency.HIGH,
        notes.repeated(),
        notes.complement(),
        gaps(call, summary, notes).map(French::set));
  }

  private static Optional<String> gaps(WholeCall call, Summary summary, MailNotes notes) {
    var trial = call.record().from().trial() ? Optional.of(TRIAL) : Optional.<String>empty();
    var unclear =
        summary.who().phoneUnclear().map(words -> "Numéro dicté, pas compris : « " + words + " ».");
    return Stream.of(trial, notes.gaps(), unclear)
        .flatMap(Optional::stream)
        .reduce((first, second) -> first + " " + second);
  }

  private static MailView.Caller caller(WholeCall call, Summary summary, MailNotes notes) {
    var who = summary.who();
    var from = call.record().from();
    var number = who.phone().map(PhoneNumber::new).orElse(from);
    return new MailView.Caller(
        who.name().map(French::set).orElse("Nom non communiqué"),
        who.company().map(French::set),
        Telephones.link(number),
        Telephones.shown(from),
        notes.certainty().or(() -> who.phoneCertainty().map(Certainty::words)).map(French::set),
        otherNumber(number, from),
        who.address().map(French::set),
        who.email());
  }

  private static MailView.Matter matter(Summary summary) {
    return new MailView.Matter(
        French.set(capital(summary.matter().reason())),
        urgency(summary.matter().urgency()),
        summary.matter().urgencyQuote().map(French::set),
        callback(summary.followUp().callback()),
        French.set(summary.matter().text()),
        summary.followUp().actions().stream().map(MailWriter::todo).toList(),
        summary.followUp().promised().stream().map(French::set).toList());
  }

  private static MailView.Talk talk(WholeCall call) {
    return new MailView.Talk(
        call.turns().stream().map(turn -> line(call, turn)).toList(),
        call.record()
            .recording()
            .filter(left -> left.left() && !left.kept())
            .map(Recording::url)
            .filter(MailWriter::safeLink));
  }

  private Optional<MailView.Links> links(WholeCall call) {
    var callSid = call.record().callSid();
    return dashboard.flatMap(url ->
        links.map(signed ->
            new MailView.Links(
                url.resolve(signed.path(Act.CALLED_BACK, callSid)).toString(),
                url.resolve(signed.path(Act.TOMORROW, callSid)).toString(),
                url.resolve(signed.path(Act.UNWANTED, callSid)).toString())));
  }

  private MailView.Foot foot(WholeCall call, Summary summary) {
    var record = call.record();
    return new MailView.Foot(
        source(summary, !call.turns().isEmpty()),
        French.set(business),
        Telephones.shown(record.from()),
        Telephones.shown(record.to()),
        French.date(call.begin().atZone(Timestamps.PARIS)),
        cost(call),
        Math.toIntExact(CallStore.RETENTION.toDays()),
        dashboard.map(url -> url.resolve("/?call=" + record.callSid()).toString()));
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

  /// @param talk whether the conversation stands above
  private static String source(Summary summary, boolean talk) {
    var proof = talk ? " à partir de la conversation ci-dessus, qui fait foi." : ".";
    return switch (summary.source()) {
      case MODEL -> "Résumé rédigé par une intelligence artificielle" + proof;
      case EXTRACT ->
          French.set(
              summary
                      .unavailable()
                      .map(why -> "Résumé automatique indisponible : " + why + ". ")
                      .orElse("")
                  + "Résumé établi par règles"
                  + proof);
    };
  }

  private static MailView.Todo todo(Summary.Action action) {
    var detail =
        Stream.of(action.who(), action.byWhen().map(Phrase::inside))
            .flatMap(Optional::stream)
            .map(French::set)
            .collect(Collectors.joining(", "));
    return new MailView.Todo(
        French.set(capital(action.what())), Optional.of(detail).filter(d -> !d.isEmpty()));
  }

  private static MailView.Line line(WholeCall call, Turn turn) {
    var ava = turn.speaker() == Speaker.AVA;
    return new MailView.Line(
        French.clock(call.begin(), turn.startedAt()),
        ava ? "Ava" : turn.seq() == Turn.VOICEMAIL ? "Répondeur" : "Appelant",
        ava,
        French.set(turn.text()),
        turn.interrupted());
  }

  private static String cost(WholeCall call) {
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
            + String.format(Locale.FRANCE, "%.2f", CallCost.of(call.record()).total())
            + "\u00a0€");
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.FRANCE) + text.substring(1);
  }
}
