package ava.telephone;

import ava.shared.aws.Metrics;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.Settings.Scheme;
import ava.shared.settings.StoredSecrets;
import ava.shared.table.Retention;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The settings of the telephone function.
///
/// @param transferNumber the only number that is ever dialled
record TelephoneConfig(
    Addresses addresses,
    Secrets secrets,
    Aws aws,
    Optional<PhoneNumber> transferNumber,
    String businessName) {

  /// @param publicBaseUrl what Twilio was given, without the route
  /// @param bridgeUrl empty while no bridge is deployed
  record Addresses(URI publicBaseUrl, Optional<URI> bridgeUrl) {}

  record Secrets(Secret authTokens, Secret streamToken) {}

  record Aws(
      String callsTable, String callEndedQueueUrl, String metricsNamespace, Retention retention) {}

  /// @throws ava.shared.settings.SettingsException naming all that is missing or wrong
  static TelephoneConfig from(Map<String, String> environment) {
    var settings = new Settings(environment, StoredSecrets.standard()::secret);
    var config =
        new TelephoneConfig(
            new Addresses(
                settings.address("PUBLIC_BASE_URL", Scheme.HTTP),
                settings
                    .optional("BRIDGE_URL")
                    .map(_ -> settings.address("BRIDGE_URL", Scheme.WEB_SOCKET))),
            new Secrets(
                settings.secret("TWILIO_AUTH_TOKEN"), settings.secret("STREAM_TOKEN_SECRET")),
            new Aws(
                settings.required("CALLS_TABLE"),
                settings.required("CALL_ENDED_QUEUE_URL"),
                settings.text("METRICS_NAMESPACE", Metrics.NAMESPACE),
                new Retention(
                    settings.number(
                        "AVA_RETENTION_DAYS", Retention.STANDARD_DAYS, 1, Retention.MOST_DAYS))),
            transferNumber(settings),
            settings.text("AVA_BUSINESS_NAME", "le cabinet"));
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
