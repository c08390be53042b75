package ava.summary;

import ava.shared.Metrics;
import ava.shared.Secret;
import ava.shared.Settings;
import ava.shared.StoredSecrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of the summary function.
///
/// @param model how to reach the language model; without it summaries are made by rules
/// @param recipients who gets the email; without any the summary is logged
/// @param dashboard where the call can be seen, for a link in the email
record Config(
    String table,
    Optional<Model> model,
    List<String> recipients,
    Optional<String> sender,
    String business,
    EmptyCalls emptyCalls,
    Optional<Hook> webhook,
    Optional<URI> dashboard,
    String metricsNamespace) {

  record Model(Secret key, URI baseUrl, String name) {}

  record Hook(URI url, Secret secret) {}

  static Config from(Map<String, String> environment) {
    return from(new Settings(environment, StoredSecrets.standard()::secret));
  }

  /// @throws ava.shared.SettingsException naming all that is missing or wrong
  static Config from(Settings settings) {
    var sender = settings.optional("SUMMARY_SENDER");
    var recipients = settings.list("SUMMARY_EMAIL");
    if (!recipients.isEmpty() && sender.isEmpty()) {
      settings.reject("SUMMARY_SENDER is not set, but SUMMARY_EMAIL is");
    }
    var config =
        new Config(
            settings.required("CALLS_TABLE"),
            model(settings),
            recipients,
            sender.map(Config::named),
            settings.text("AVA_BUSINESS_NAME", "le cabinet"),
            emptyCalls(settings),
            webhook(settings),
            settings
                .optional("DASHBOARD_URL")
                .map(_ -> settings.address("DASHBOARD_URL", Settings.Scheme.HTTP)),
            settings.text("METRICS_NAMESPACE", Metrics.NAMESPACE));
    settings.check();
    return config;
  }

  private static Optional<Model> model(Settings settings) {
    var base =
        settings.address("OPENAI_BASE_URL", "https://api.openai.com/v1", Settings.Scheme.HTTP);
    var name = settings.text("OPENAI_SUMMARY_MODEL", "gpt-6-luna");
    return settings.optionalSecret("OPENAI_API_KEY").map(key -> new Model(key, base, name));
  }

  private static EmptyCalls emptyCalls(Settings settings) {
    var word = settings.text("SUMMARY_EMPTY_CALLS", "none");
    return switch (word) {
      case "none" -> EmptyCalls.NONE;
      case "short" -> EmptyCalls.SHORT;
      default -> {
        settings.reject("SUMMARY_EMPTY_CALLS must be none or short, not " + word);
        yield EmptyCalls.NONE;
      }
    };
  }

  private static Optional<Hook> webhook(Settings settings) {
    if (settings.optional("AVA_WEBHOOK_URL").isEmpty()) {
      return Optional.empty();
    }
    var url = settings.address("AVA_WEBHOOK_URL", Settings.Scheme.HTTP);
    var plain = "http".equals(url.getScheme());
    if (plain && !List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost())) {
      settings.reject("AVA_WEBHOOK_URL must begin with https://");
    }
    return Optional.of(new Hook(url, settings.secret("AVA_WEBHOOK_SECRET")));
  }

  /// SES wants a name of the sender in ASCII or as an encoded word (RFC 2047).
  private static String named(String sender) {
    var address = sender.indexOf('<');
    if (address < 0) {
      return "Ava <" + sender + ">";
    }
    var name = sender.substring(0, address).strip();
    if (name.chars().allMatch(c -> c < 128)) {
      return sender;
    }
    var encoded = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    return "=?UTF-8?B?" + encoded + "?= " + sender.substring(address);
  }
}
