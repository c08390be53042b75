package ava.live;

import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.StoredSecrets;
import java.net.URI;
import java.util.Map;

/// What the live function reads from its environment.
///
/// @param table the calls table, `CALLS_TABLE`
/// @param ticketSecret signs the viewers' tickets, `STREAM_TOKEN_SECRET`
/// @param managementEndpoint where messages to viewers are posted, with the stage,
///   `LIVE_API_ENDPOINT`
record LiveConfig(String table, Secret ticketSecret, URI managementEndpoint) {
  static LiveConfig from(Map<String, String> environment) {
    var settings = new Settings(environment, StoredSecrets.standard()::secret);
    var config =
        new LiveConfig(
            settings.required("CALLS_TABLE"),
            settings.secret("STREAM_TOKEN_SECRET"),
            settings.address("LIVE_API_ENDPOINT", Settings.Scheme.HTTP));
    settings.check();
    return config;
  }
}
