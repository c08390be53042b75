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
/// @param namingSecret names erased numbers in the audit trail, `STREAM_TOKEN_SECRET`
/// @param signIn where the owner signs in
/// @param liveApi the WebSocket that pushes turns, `LIVE_API_URL`; without it the page asks again
///   every few seconds
/// @param liveEndpoint where its sockets are closed, with the stage, `LIVE_API_ENDPOINT`; without
///   it they close by themselves
/// @param linkSecret signs the links in mails, `MAIL_LINK_SECRET`; without it no link is good
record DashboardConfig(
    String table,
    Secret namingSecret,
    SignInSettings signIn,
    Optional<URI> liveApi,
    Optional<URI> liveEndpoint,
    Optional<Secret> linkSecret) {
  static DashboardConfig from(Map<String, String> environment) {
    var settings = new Settings(environment, StoredSecrets.standard()::secret);
    var config =
        new DashboardConfig(
            settings.required("CALLS_TABLE"),
            settings.secret("STREAM_TOKEN_SECRET"),
            SignInSettings.from(settings),
            settings
                .optional("LIVE_API_URL")
                .map(_ -> settings.address("LIVE_API_URL", Settings.Scheme.WEB_SOCKET)),
            settings
                .optional("LIVE_API_ENDPOINT")
                .map(_ -> settings.address("LIVE_API_ENDPOINT", Settings.Scheme.HTTP)),
            settings.optionalSecret("MAIL_LINK_SECRET"));
    settings.check();
    return config;
  }
}
