package ava.local.mail;

import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;

/// An SMTP server to send through. Port 465 speaks TLS from the first byte; elsewhere STARTTLS is
/// required as soon as there is a password to protect.
///
/// @param sender the address that the server lets us send from, perhaps with a name
public record SmtpSettings(
    String host, int port, Optional<Login> login, Optional<InternetAddress> sender) {
  private static final List<String> OTHERS =
      List.of("SMTP_USERNAME", "SMTP_PASSWORD", "SMTP_SENDER");
  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;

  public record Login(String user, Secret password) {}

  /// Reads `SMTP_SERVER` (`host` or `host:port`), `SMTP_USERNAME`, `SMTP_PASSWORD`, `SMTP_SENDER`.
  ///
  /// @return empty when no server is named
  /// @throws ava.shared.settings.SettingsException when something is missing or wrong
  public static Optional<SmtpSettings> from(Settings settings) {
    var server = settings.optional("SMTP_SERVER").map(String::strip);
    if (server.isEmpty()) {
      OTHERS.stream()
          .filter(name -> settings.optional(name).isPresent())
          .forEach(name -> settings.reject("SMTP_SERVER is not set, but " + name + " is"));
      settings.check();
      return Optional.empty();
    }
    var parts = server.get().split(":", -1);
    var port = parts.length == 2 ? port(parts[1]) : SUBMISSION;
    if (parts.length > 2 || parts[0].isBlank() || port < 1) {
      settings.reject("SMTP_SERVER must be host or host:port, not '" + server.get() + "'");
    }
    var user = settings.optional("SMTP_USERNAME");
    var login = user.map(name -> new Login(name, settings.secret("SMTP_PASSWORD")));
    var sender = settings.optional("SMTP_SENDER").flatMap(text -> sender(settings, text));
    settings.check();
    return Optional.of(new SmtpSettings(parts[0], port, login, sender));
  }

  /// Who the mails are from, as `SUMMARY_SENDER` says it: the sender, else the login where that is
  /// an address.
  public Optional<String> from() {
    return sender
        .map(InternetAddress::toString)
        .or(() -> login.map(Login::user).filter(user -> user.contains("@")));
  }

  /// One address, with a name before it or without.
  private static Optional<InternetAddress> sender(Settings settings, String text) {
    try {
      var addresses = InternetAddress.parse(text.strip(), true);
      if (addresses.length == 1 && addresses[0].getAddress().matches("[^@]+@[^@]+\\.[^@.]+")) {
        return Optional.of(addresses[0]);
      }
    } catch (AddressException _) {
      // said below: the text is no address
    }
    settings.reject("SMTP_SENDER must be like 'Cabinet Martin <ava@exemple.fr>'");
    return Optional.empty();
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
