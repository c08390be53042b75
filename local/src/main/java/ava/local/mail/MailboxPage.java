package ava.local.mail;

import ava.embedded.EmbeddedSes.Mail;
import ava.shared.call.Timestamps;
import io.vertx.core.http.HttpServerRequest;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// `GET /mailbox`: the mails that Ava sent on this machine, newest first, HTML in a frame that may
/// do nothing, and text. Open to browsers that signed in on this machine, since the same port may
/// be open to the world.
public final class MailboxPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'à' H\u00a0'h'\u00a0mm", Locale.FRENCH)
          .withZone(Timestamps.PARIS);

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="fr">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Boîte aux lettres – Ava</title>
      <link rel="icon" href="data:,">
      <style>
      :root { --paper: #eef0f3; --card: #fff; --ink: #1c2430; --soft: #535d6b; --line: #d9dee5; --accent: #1b4fa0; }
      @media (prefers-color-scheme: dark) {
        :root { --paper: #14171c; --card: #1e232b; --ink: #eef1f5; --soft: #b4bcc8; --line: #3a424e; --accent: #9cc3ff; }
      }
      body { margin: 0; font: 1rem/1.5 "Segoe UI", Roboto, Helvetica, Arial, "Noto Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; padding: .75rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); }
      h1 { margin: 0; font-size: 1.35rem; }
      h1 span { font-weight: 400; color: var(--soft); font-size: 1rem; margin-left: .35rem; }
      nav { display: flex; gap: 1rem; margin-left: auto; }
      a { color: var(--accent); padding: .25rem 0; }
      main { max-width: 46rem; margin: 0 auto; padding: 0 1rem 1.25rem; }
      article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; margin: 1.25rem 0; padding: 1rem 1.1rem; }
      h2 { font-size: 1.1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
      p { margin: .2rem 0; color: var(--soft); overflow-wrap: anywhere; }
      main > p { margin: 1.25rem 0; }
      iframe { width: 100%; height: 34rem; border: 1px solid var(--line); border-radius: .5rem; margin-top: .75rem; background: #fff; color-scheme: light; }
      pre { white-space: pre-wrap; font-size: .9rem; }
      </style>
      </head>
      <body>
      <header>
      <h1>Ava <span>courriels</span></h1>
      <nav aria-label="Autres pages"><a href="/dashboard">Appels</a> <a href="/phone">Téléphone</a></nav>
      </header>
      <main>
      {mails}
      </main>
      </body>
      </html>
      """;

  private final Mailbox mailbox;
  private final Predicate<HttpServerRequest> welcome;

  /// @param welcome whether who asks may read
  public MailboxPage(Mailbox mailbox, Predicate<HttpServerRequest> welcome) {
    this.mailbox = mailbox;
    this.welcome = welcome;
  }

  /// Takes the request when it is meant for the mailbox. Thread: the request's event loop.
  ///
  /// @return false when it is somebody else's; it is left as it was
  public boolean handle(HttpServerRequest request) {
    if (!"/mailbox".equals(request.path())) {
      return false;
    }
    var response = request.response().putHeader("Cache-Control", "no-store");
    if (!welcome.test(request)) {
      response.setStatusCode(302).putHeader("Location", "/login?vers=/mailbox").end();
      return true;
    }
    response
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
                + " frame-ancestors 'none'")
        .end(page(mailbox.mails()));
    return true;
  }

  private static String page(List<Mail> mails) {
    var articles = new StringBuilder();
    mails.reversed().forEach(m -> articles.append(article(m)));
    return PAGE.replace(
        "{mails}",
        mails.isEmpty()
            ? "<p>Aucun courriel pour l’instant. Appelez Ava\u00a0: son résumé arrivera ici.</p>"
            : articles);
  }

  private static String article(Mail mail) {
    return """
    <article>
    <h2>%s</h2>
    <p>De %s à %s</p>
    <p>%s</p>
    <iframe sandbox title="Courriel" srcdoc="%s"></iframe>
    <details><summary>Version texte</summary><pre>%s</pre></details>
    </article>
    """
        .formatted(
            escaped(mail.subject()),
            escaped(mail.from()),
            escaped(String.join(", ", mail.to())),
            TIME.format(mail.at()),
            escaped(mail.html()),
            escaped(mail.text()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
