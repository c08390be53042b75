package ava.callevents;

import ava.shared.Metrics;
import ava.shared.PhoneNumber;
import ava.shared.Secret;
import ava.shared.Settings;
import ava.shared.Settings.Scheme;
import ava.shared.StoredSecrets;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The settings of the call-events function.
///
/// @param publicBaseUrl what Twilio was given, without the route
/// @param bridgeUrl empty while no bridge is deployed
record Config(
    URI publicBaseUrl,
    Optional<URI> bridgeUrl,
    String callsTable,
    String callEndedQueueUrl,
    Secret authTokens,
    Secret streamTokenSecret,
    Optional<PhoneNumber> transferNumber,
    String businessName,
    String metricsNamespace) {

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
            settings.required("CALL_ENDED_QUEUE_URL"),
            settings.secret("TWILIO_AUTH_TOKEN"),
            settings.secret("STREAM_TOKEN_SECRET"),
            transferNumber(settings),
            settings.text("AVA_BUSINESS_NAME", "le cabinet"),
            settings.text("METRICS_NAMESPACE", Metrics.NAMESPACE));
    settings.check();
    return config;
  }

  private static Optional<PhoneNumber> transferNumber(Settings settings) {
    var number = settings.optional("AVA_TRANSFER_NUMBER").map(PhoneNumber::new);
    if (number.filter(n -> !n.dialable()).isPresent()) {
      settings.reject("AVA_TRANSFER_NUMBER must be a number such as +33142000000");
    }
    return number;
  }
}
