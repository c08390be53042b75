package ava.dashboard;

import ava.shared.web.WebReply;
import java.util.Map;

/// What one sees when signing in fails: pages without script that say what to do. Safe for use by
/// several threads.
final class SignInPages {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final SignInSettings settings;
  private final String frame;

  SignInPages(SignInSettings settings, Assets assets) {
    this.settings = settings;
    this.frame = assets.linked(Assets.resource("sign-in.html"));
  }

  WebReply again(int status) {
    return page(
        status,
        "Identification à recommencer",
        "Elle n’a pas abouti, ou elle a pris trop de temps.",
        "/auth/login",
        "Se connecter");
  }

  WebReply later() {
    return page(
        503,
        "Un instant",
        "Le service d’identification ne répond pas. Réessayez dans une minute.",
        "/auth/login",
        "Se connecter");
  }

  /// For whoever came by another name of ours.
  WebReply elsewhere() {
    return page(
        421,
        "Cette page est ailleurs",
        "On s’identifie à l’adresse " + settings.page() + ".",
        settings.page() + "/",
        "Y aller");
  }

  private WebReply page(int status, String title, String text, String address, String link) {
    var html =
        frame
            .replace("{title}", title)
            .replace("{text}", text)
            .replace("{address}", address)
            .replace("{link}", link);
    return new WebReply(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8", "Content-Security-Policy", POLICY),
        html);
  }
}
