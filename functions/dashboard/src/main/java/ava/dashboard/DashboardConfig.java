package ava.dashboard;

import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.StoredSecrets;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What the dashboard reads from its environment.
///
/// @param table the calls table, `CALLS_TABLE`
/// @param ticketSecret signs the viewers' tickets, `STREAM_TOKEN_SECRET`
/// @param password opens the page, `AVA_DASHBOARD_PASSWORD`; without it the page stays closed
/// @param liveApi the WebSocket that pushes turns, `LIVE_API_URL`; without it the page asks again
///   every few seconds
/// @param linkSecret signs the links in mails, `MAIL_LINK_SECRET`; without it no link is good
record DashboardConfig(
    String table,
    Secret ticketSecret,
    Optional<Secret> password,
    Optional<URI> liveApi,
    Optional<Secret> linkSecret) {
  static DashboardConfig from(Map<String, String> environment) {
    var settings = new Settings(environment, StoredSecrets.standard()::secret);
    var config =
        new DashboardConfig(
            settings.required("CALLS_TABLE"),
            settings.secret("STREAM_TOKEN_SECRET"),
            settings.optionalSecret("AVA_DASHBOARD_PASSWORD"),
            settings
                .optional("LIVE_API_URL")
                .map(_ -> settings.address("LIVE_API_URL", Settings.Scheme.WEB_SOCKET)),
            settings.optionalSecret("MAIL_LINK_SECRET"));
    settings.check();
    return config;
  }
}
