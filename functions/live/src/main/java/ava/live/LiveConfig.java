package ava.live;

import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import java.net.URI;
import java.util.Map;

/// What the live function reads from its environment.
///
/// @param table the calls table, `CALLS_TABLE`
/// @param managementEndpoint where messages to viewers are posted, with the stage,
///   `LIVE_API_ENDPOINT`
/// @param page the only page that may open a socket, `PAGE_ORIGIN`
record LiveConfig(String table, URI managementEndpoint, URI page) {
  static LiveConfig from(Map<String, String> environment) {
    var settings = new Settings(environment, Secret::of);
    var config =
        new LiveConfig(
            settings.required("CALLS_TABLE"),
            settings.address("LIVE_API_ENDPOINT", Settings.Scheme.HTTP),
            settings.address("PAGE_ORIGIN", Settings.Scheme.HTTP));
    settings.check();
    return config;
  }
}
