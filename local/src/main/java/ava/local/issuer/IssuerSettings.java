package ava.local.issuer;

import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import java.util.Map;

/// What signing in on this machine needs.
///
/// @param password of its users, `AVA_LOCAL_PASSWORD`, at least eight characters
public record IssuerSettings(Secret password) {
  private static final int SHORTEST = 8;

  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static IssuerSettings from(Map<String, String> environment) {
    var settings = new Settings(environment, Secret::of);
    var password = settings.secret("AVA_LOCAL_PASSWORD");
    if (!password.value().isEmpty() && password.value().length() < SHORTEST) {
      settings.reject("AVA_LOCAL_PASSWORD must hold 8 characters or more");
    }
    settings.check();
    return new IssuerSettings(password);
  }
}
