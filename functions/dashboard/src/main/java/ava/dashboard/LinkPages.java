package ava.dashboard;

import ava.shared.call.FiledCall;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import ava.shared.call.Timestamps;
import ava.shared.message.DeskJson;
import ava.shared.message.MailLinks;
import ava.shared.message.MailLinks.Link;
import ava.shared.settings.Secret;
import ava.shared.table.FollowUps.Outcome;
import ava.shared.table.FollowUps.Wish;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a link of a mail opens: a page without script that asks once more, since those who look
/// through mails for their readers open every link. Only its button decides, and once. Nobody
/// signed in, so the page shows initials and a time, nothing that was said. Safe for use by several
/// threads.
final class LinkPages {
  private static final String BY = "lien du courriel";
  private static final LocalTime MORNING = LocalTime.of(8, 0);
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM 'à' H'\u00a0h\u00a0'mm", Locale.FRANCE)
          .withZone(Timestamps.PARIS);

  private static final Pattern NAME_PART = Pattern.compile("\\p{L}[\\p{L}’'.-]*");
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Desk desk;
  private final Optional<MailLinks> links;
  private final Optional<TakenBack> takenBack;
  private final String frame;

  /// @param secret by which links are signed; empty where mails have none
  LinkPages(Desk desk, Assets assets, Optional<Secret> secret) {
    this.desk = desk;
    this.links = secret.map(known -> new MailLinks(known, desk.clock()));
    this.takenBack = secret.map(known -> new TakenBack(known, desk.clock()));
    this.frame = assets.linked(Assets.resource("link.html"));
  }

  /// Shows what the link would do, and does nothing.
  WebReply show(String token) {
    return open(
        token,
        (link, call) -> desk.followUps().spent(link.once()) ? spent(call) : asking(link, call, ""));
  }

  /// Does it, once, unless somebody decided meanwhile; or takes it back.
  WebReply act(String token, WebRequest request) {
    if (!request.header("sec-fetch-site").isEmpty()
        && !request.header("sec-fetch-site").equals("same-origin")) {
      return page(403, "Demande refusée", "Cette demande ne vient pas de la page d’Ava.", "");
    }
    var form = FormFields.parse(request.text().orElse(""));
    var seen = form.get("version");
    return open(
        token,
        (link, call) -> {
          if (!form.get("undo").isEmpty()) {
            return takeBack(link, call, form.get("undo"));
          }
          return seen.matches("\\d{1,18}")
              ? decide(link, call, Long.parseLong(seen))
              : asking(link, call, "");
        });
  }

  private WebReply decide(Link link, FiledCall call, long seen) {
    var now = desk.clock().instant();
    var wish =
        switch (link.act()) {
          case CALLED_BACK -> wish(call, State.CALLED_BACK, Optional.empty());
          case TOMORROW -> wish(call, State.TO_CALL_BACK, Optional.of(tomorrow(now)));
          case UNWANTED -> wish(call, State.UNWANTED, Optional.empty());
        };
    var by = new Decision(BY, now);
    return switch (desk.followUps().decideOnce(link.callSid(), seen, wish, by, link.once())) {
      case Outcome.Done(var done, _) ->
          page(200, "C’est noté", who(done) + state(done), undoing(link, call, done));
      case Outcome.Overtaken(var other) when desk.followUps().spent(link.once()) -> spent(other);
      case Outcome.Overtaken(var other) -> asking(link, other, "Cet appel a changé entre-temps. ");
      case Outcome.Spent(var other) -> spent(other);
      case Outcome.Unknown() -> gone();
    };
  }

  private WebReply takeBack(Link link, FiledCall call, String undo) {
    var before = takenBack.flatMap(signed -> signed.read(link, undo));
    if (before.isEmpty()) {
      return page(410, "Trop tard pour annuler ici", who(call) + state(call), "");
    }
    var wish = wish(call, before.get().state(), before.get().due());
    var by = new Decision(BY, desk.clock().instant());
    return switch (desk.followUps().decide(link.callSid(), before.get().seen(), wish, by)) {
      case Outcome.Done(var done, _) -> page(200, "C’est annulé", who(done) + state(done), "");
      case Outcome.Overtaken(var other) -> changed(other);
      case Outcome.Spent(var other) -> changed(other);
      case Outcome.Unknown() -> gone();
    };
  }

  private WebReply changed(FiledCall call) {
    return page(410, "Cet appel a changé entre-temps", who(call) + state(call), "");
  }

  private String undoing(Link link, FiledCall before, FiledCall done) {
    return takenBack
        .map(signed -> signed.write(link, before.followUp(), done.followUp().version()))
        .map(undo -> form("undo", undo, "<button>Annuler</button>"))
        .orElse("");
  }

  private static Wish wish(FiledCall call, State state, Optional<Instant> due) {
    return new Wish(state, due, call.followUp().note());
  }

  private static Instant tomorrow(Instant now) {
    var day = now.atZone(Timestamps.PARIS).toLocalDate().plusDays(1);
    return day.atTime(MORNING).atZone(Timestamps.PARIS).toInstant();
  }

  @FunctionalInterface
  private interface Opened {
    WebReply answer(Link link, FiledCall call);
  }

  private WebReply open(String token, Opened opened) {
    var link = links.flatMap(signed -> signed.read(token));
    if (link.isEmpty()) {
      return page(410, "Lien périmé", "Ce lien n’est pas valable, ou ne l’est plus.", "");
    }
    return desk.followUps()
        .find(link.get().callSid())
        .filter(call -> !call.expired(desk.clock().instant()))
        .map(call -> opened.answer(link.get(), call))
        .orElseGet(this::gone);
  }

  private WebReply gone() {
    return page(410, "Appel effacé", "Cet appel n’est plus conservé.", "");
  }

  private WebReply spent(FiledCall call) {
    return page(410, "Ce lien a déjà servi", who(call) + state(call), "");
  }

  private WebReply asking(Link link, FiledCall call, String before) {
    var title =
        switch (link.act()) {
          case CALLED_BACK -> "Marquer rappelé";
          case TOMORROW -> "À rappeler demain";
          case UNWANTED -> "Signaler indésirable";
        };
    var version = String.valueOf(call.followUp().version());
    var form = form("version", version, "<button class=\"main\">" + title + "</button>");
    return page(200, title + "\u00a0?", before + who(call) + state(call), form);
  }

  private static String form(String name, String value, String button) {
    return "<form method=\"post\"><input type=\"hidden\" name=\"%s\" value=\"%s\">%s</form>"
        .formatted(name, value, button);
  }

  /// `C. D., appel du 25 novembre à 9 h 41 : `
  private static String who(FiledCall call) {
    var name = DeskJson.call(call).at("/brief/name").asString("");
    var initials =
        NAME_PART
            .matcher(name)
            .results()
            .map(part -> part.group().substring(0, 1).toUpperCase(Locale.FRANCE) + ".")
            .collect(Collectors.joining(" "));
    var told = initials.isEmpty() ? "Appel" : initials + ", appel";
    return told + " du " + WHEN.format(call.call().startedAt()) + "\u00a0: ";
  }

  private static String state(FiledCall call) {
    var followUp = call.followUp();
    return followUp.state().words()
        + followUp.due().map(due -> " le " + WHEN.format(due)).orElse("")
        + ".";
  }

  /// @param text of ours, with nothing but initials from outside
  private WebReply page(int status, String title, String text, String form) {
    var html = frame.replace("{title}", title).replace("{text}", text).replace("{form}", form);
    return new WebReply(
        status,
        Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy", POLICY,
            "X-Robots-Tag", "noindex"),
        html);
  }
}
