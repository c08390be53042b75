package ava.local.cli;

import ava.local.cli.Terminal.Look;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the owner on the terminal, in one line, that something went wrong; the same thing once in
/// a while only. When the log cannot be written, errors come here whole, since they may carry words
/// that stand nowhere else.
final class Incidents extends AppenderBase<ILoggingEvent> {
  private static final Duration ONCE_IN = Duration.ofMinutes(1);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String SOMETHING = "Un incident est survenu";
  private static final String NOT_REACHED = "OpenAI ne répond pas comme prévu";
  private static final String TABLE = "La base des appels n’est pas joignable";
  private static final Map<String, String> FRENCH =
      Map.ofEntries(
          Map.entry("SMTP server failed", "Le serveur SMTP n’a pas pris le courriel"),
          Map.entry(
              "summary not sent", "Le résumé n’a pas pu être envoyé ; il est dans le journal"),
          Map.entry(
              "no summary from the model",
              "Le modèle n’a pas fait de résumé : il est fait par règles"),
          Map.entry("call-ended message failed", "Un résumé a échoué ; il sera repris"),
          Map.entry("handshake failed", "Un flux audio n’a pas pu s’ouvrir"),
          Map.entry("model error", NOT_REACHED),
          Map.entry("response failed", "OpenAI n’a pas pu répondre à l’appelant"),
          Map.entry(
              "no warm session",
              "La connexion à OpenAI ne s’ouvre pas : OPENAI_API_KEY est-elle la bonne ?"),
          Map.entry(
              "the model's service refused",
              "OpenAI a refusé la connexion : OPENAI_API_KEY est-elle la bonne ?"),
          Map.entry(
              "not written",
              "Un tour de parole n’a pas pu être enregistré ; il est dans le journal"),
          Map.entry("message not noted", "Un message noté n’a pas pu être enregistré"),
          Map.entry("end not written", "La fin d’un appel n’a pas pu être enregistrée"),
          Map.entry("end of call not announced", "La fin d’un appel n’a pas pu être annoncée"),
          Map.entry("ringing not noted", TABLE),
          Map.entry("call not read", TABLE),
          Map.entry(
              "table out of reach, caller sent to the voicemail",
              TABLE + " ; l’appelant a le répondeur"),
          Map.entry("voicemail not kept", "Un message du répondeur n’a pas pu être enregistré"),
          Map.entry("webhook did not take the call", "AVA_WEBHOOK_URL n’a pas pris l’appel"),
          Map.entry("calls left behind", "Des appels ont dû être coupés"),
          Map.entry("function failed", "Une requête a échoué"),
          Map.entry("tool failed", "Un outil d’Ava a échoué"),
          Map.entry("call step failed", "Une étape d’un appel a échoué"));

  private static final Set<String> REFUSALS = Set.of("request refused", "media stream refused");
  private static final String NOT_TWILIOS =
      "Une requête mal signée a été refusée : TWILIO_AUTH_TOKEN et PUBLIC_BASE_URL sont-ils les"
          + " bons ?";

  private final Terminal terminal;
  private final LogFile log;
  private final JsonEncoder whole = new JsonEncoder();
  private final Map<String, Instant> told = new ConcurrentHashMap<>();

  Incidents(Terminal terminal, LogFile log) {
    this.terminal = terminal;
    this.log = log;
  }

  /// From now on hears what is logged.
  void listen() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    setContext(context);
    whole.setContext(context);
    whole.start();
    start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)
        || !event.getLoggerName().startsWith("ava.")) {
      return;
    }
    var error = event.getLevel().isGreaterOrEqual(Level.ERROR);
    if (error && log.broken()) {
      terminal.line(new String(whole.encode(event), StandardCharsets.UTF_8).strip());
    } else {
      what(event, error).ifPresent(french -> tell(event, error, french));
    }
  }

  /// Strangers who knock at the door are nobody's business, a wrong signature may be ours.
  private static Optional<String> what(ILoggingEvent event, boolean error) {
    if (REFUSALS.contains(event.getMessage())) {
      return Optional.of(NOT_TWILIOS).filter(_ -> badlySigned(event));
    }
    return Optional.ofNullable(FRENCH.get(event.getMessage()))
        .or(() -> Optional.of(SOMETHING).filter(_ -> error));
  }

  private static boolean badlySigned(ILoggingEvent event) {
    return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of()).stream()
        .anyMatch(pair -> String.valueOf(pair.value).equals("wrong signature"));
  }

  private void tell(ILoggingEvent event, boolean error, String what) {
    var at = event.getInstant();
    var last = Optional.ofNullable(told.get(what));
    if (last.filter(before -> at.isBefore(before.plus(ONCE_IN))).isEmpty()) {
      told.put(what, at);
      terminal.line(
          error ? Look.BAD : Look.PLAIN,
          "⚠ %s %s%s Détails : %s"
              .formatted(
                  TIME.format(at.atZone(ZoneId.systemDefault())),
                  what,
                  what.endsWith("?") ? "" : ".",
                  log.path()));
    }
  }
}
