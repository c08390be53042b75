package ava.twiml;

import ava.shared.Secret;
import ava.shared.Settings;
import ava.shared.Settings.Scheme;
import ava.shared.StoredSecrets;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The settings of the twiml function.
///
/// @param publicBaseUrl what Twilio was given, without the route
/// @param bridgeUrl empty while no bridge is deployed
record Config(
    URI publicBaseUrl,
    Optional<URI> bridgeUrl,
    String callsTable,
    Secret authTokens,
    Secret streamTokenSecret,
    String businessName) {

  /// @throws ava.shared.SettingsException naming all that is missing or wrong
  static Config from(Map<String, String> environment) {
    var settings = new Settings(environment, StoredSecrets.standard()::secret);
    var config =
        new Config(
            settings.address("PUBLIC_BASE_URL", Scheme.HTTP),
            settings
                .optional("BRIDGE_URL")
                .map(_ -> settings.address("BRIDGE_URL", Scheme.WEB_SOCKET)),
            settings.required("CALLS_TABLE"),
            settings.secret("TWILIO_AUTH_TOKEN"),
            settings.secret("STREAM_TOKEN_SECRET"),
            settings.text("AVA_BUSINESS_NAME", "le cabinet"));
    settings.check();
    return config;
  }
}
