package ava.local.issuer;

import ava.shared.web.WebReply;
import java.util.Map;

/// What one sees while signing in on this machine: the form, or why there is none.
final class SignInForm {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="fr">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>{title} – Ava</title>
      <link rel="icon" href="data:,">
      <style>
      :root { --paper: #eef0f3; --card: #fff; --ink: #1c2430; --soft: #535d6b; --accent: #1b4fa0; --on: #fff; --bad: #b3261e; }
      @media (prefers-color-scheme: dark) {
        :root { --paper: #14171c; --card: #1e232b; --ink: #eef1f5; --soft: #b4bcc8; --accent: #9cc3ff; --on: #10233f; --bad: #ffb4ab; }
      }
      body { margin: 0; font: 1rem/1.5 "Segoe UI", Roboto, Helvetica, Arial, "Noto Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); }
      main { box-sizing: border-box; width: min(25rem, 100% - 2rem); margin: 12vh auto 2rem; padding: 1.5rem; background: var(--card); border-radius: .75rem; }
      h1 { margin: 0 0 1rem; font-size: 1.35rem; }
      label { display: block; margin: .75rem 0 .25rem; }
      input { box-sizing: border-box; width: 100%; font: inherit; padding: .55rem .6rem; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: .5rem; }
      button { width: 100%; margin-top: 1.25rem; font: inherit; font-weight: 600; padding: .65rem; border: 0; border-radius: .5rem; color: var(--on); background: var(--accent); }
      p { margin: .75rem 0 0; color: var(--soft); }
      p.bad { color: var(--bad); }
      a { color: var(--accent); }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      </style>
      </head>
      <body>
      <main>
      <h1>{title}</h1>
      {content}
      </main>
      </body>
      </html>
      """;

  private static final String FORM =
      """
      {problem}<form method="post">
      <label for="username">Utilisateur</label>
      <input id="username" name="username" value="ava" autocomplete="username" autocapitalize="none" spellcheck="false" required>
      <label for="password">Mot de passe</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
      <button>Se connecter</button>
      </form>
      <p>Le mot de passe est celui qu’affiche ./ava serve. L’utilisateur «\u00a0lecture\u00a0» ne fait que lire.</p>
      """;

  private SignInForm() {}

  /// @param problem why one sees it again, in our own words; may be empty
  static WebReply form(int status, String problem) {
    var told = problem.isEmpty() ? "" : "<p class=\"bad\" role=\"alert\">" + problem + "</p>\n";
    return page(status, "Se connecter à Ava", FORM.replace("{problem}", told), Map.of());
  }

  static WebReply pause(long seconds) {
    var text =
        "<p class=\"bad\" role=\"alert\">Trop d’essais\u00a0: recommencez dans %d s.</p>"
            .formatted(seconds);
    return page(429, "Un instant", text, Map.of("Retry-After", Long.toString(seconds)));
  }

  /// For whoever does not come from the desk.
  static WebReply wrong(String why) {
    var text = "<p>" + why + "</p><p><a href=\"/\">Ouvrir le tableau de bord</a></p>";
    return page(400, "Demande refusée", text, Map.of());
  }

  private static WebReply page(
      int status, String title, String content, Map<String, String> others) {
    var headers = new java.util.HashMap<>(others);
    headers.put("Content-Type", "text/html; charset=utf-8");
    headers.put("Content-Security-Policy", POLICY);
    return new WebReply(
        status, headers, PAGE.replace("{title}", title).replace("{content}", content));
  }
}
