package ava.local.mail;

import ava.shared.Secret;
import ava.shared.Settings;
import java.util.Optional;

/// An SMTP server to send through. Port 465 speaks TLS from the first byte; elsewhere STARTTLS is
/// required as soon as there is a password to protect.
///
/// @param sender the address that the server lets us send from
public record SmtpSettings(String host, int port, Optional<Login> login, Optional<String> sender) {
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;

  public record Login(String user, Secret password) {}

  /// Reads `SMTP_SERVER` (`host` or `host:port`), `SMTP_USERNAME`, `SMTP_PASSWORD`, `SMTP_SENDER`.
  ///
  /// @return empty when no server is named
  /// @throws ava.shared.SettingsException when something is missing or wrong
  public static Optional<SmtpSettings> from(Settings settings) {
    var server = settings.optional("SMTP_SERVER").map(String::strip);
    if (server.isEmpty()) {
      return Optional.empty();
    }
    var parts = server.get().split(":", -1);
    var port = parts.length == 2 ? port(parts[1]) : SUBMISSION;
    if (parts.length > 2 || parts[0].isBlank() || port < 1) {
      settings.reject("SMTP_SERVER must be host or host:port, not '" + server.get() + "'");
    }
    var user = settings.optional("SMTP_USERNAME");
    var login = user.map(name -> new Login(name, settings.secret("SMTP_PASSWORD")));
    settings.check();
    return Optional.of(new SmtpSettings(parts[0], port, login, settings.optional("SMTP_SENDER")));
  }

  boolean tlsAtOnce() {
    return port == SUBMISSIONS;
  }

  private static int port(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535
        ? Integer.parseInt(text)
        : 0;
  }
}
