package ava.summary;

import ava.shared.aws.Metrics;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.StoredSecrets;
import ava.shared.table.Retention;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of the summary function.
///
/// @param model how to reach the language model; without it summaries are made by rules
record SummaryConfig(
    Storage storage,
    String business,
    EmptyCalls emptyCalls,
    Optional<Model> model,
    Mail mail,
    Voicemail voicemail,
    Optional<Hook> webhook,
    String metricsNamespace) {

  /// SES takes no more in one mail.
  private static final int MOST_RECIPIENTS = 50;

  /// Where calls lie, and for how long.
  record Storage(String table, Retention retention) {}

  record Model(Secret key, URI baseUrl, String name) {}

  /// @param recipients who gets the email; without any the summary is logged
  /// @param sender with a name
  /// @param configurationSet through which SES tells what becomes of a mail
  /// @param dashboard where the call can be seen, for a link in the email
  /// @param linkSecret signs the links by which a reader decides about the call; without it the
  ///   email has none
  record Mail(
      List<InternetAddress> recipients,
      Optional<InternetAddress> sender,
      Optional<String> configurationSet,
      Optional<URI> dashboard,
      Optional<Secret> linkSecret) {}

  /// @param tokens with which recordings are fetched; without them they stay at Twilio
  /// @param transcriptionModel what puts recordings into words, with the same key as the model
  record Voicemail(Optional<Secret> tokens, String transcriptionModel) {}

  record Hook(URI url, Secret secret) {}

  static SummaryConfig from(Map<String, String> environment) {
    return from(new Settings(environment, StoredSecrets.standard()::secret));
  }

  /// @throws ava.shared.settings.SettingsException naming all that is missing or wrong
  static SummaryConfig from(Settings settings) {
    var config =
        new SummaryConfig(
            storage(settings),
            settings.text("AVA_BUSINESS_NAME", "le cabinet"),
            emptyCalls(settings),
            model(settings),
            mail(settings),
            new Voicemail(settings.optionalSecret("TWILIO_AUTH_TOKEN"), transcription(settings)),
            webhook(settings),
            settings.text("METRICS_NAMESPACE", Metrics.NAMESPACE));
    settings.check();
    return config;
  }

  private static Storage storage(Settings settings) {
    return new Storage(
        settings.required("CALLS_TABLE"),
        new Retention(
            settings.number(
                "AVA_RETENTION_DAYS", Retention.STANDARD_DAYS, 1, Retention.MOST_DAYS)));
  }

  private static Mail mail(Settings settings) {
    var addresses = new Addresses(settings);
    var sender = addresses.one("SUMMARY_SENDER");
    var recipients = addresses.list("SUMMARY_EMAIL");
    if (recipients.size() > MOST_RECIPIENTS) {
      settings.reject("SUMMARY_EMAIL must hold at most " + MOST_RECIPIENTS + " addresses");
    }
    if (!recipients.isEmpty() && settings.optional("SUMMARY_SENDER").isEmpty()) {
      settings.reject("SUMMARY_SENDER is not set, but SUMMARY_EMAIL is");
    }
    return new Mail(
        recipients,
        sender.map(address ->
            address.getPersonal() == null ? Addresses.named(address.getAddress(), "Ava") : address),
        configurationSet(settings),
        settings
            .optional("DASHBOARD_URL")
            .map(_ -> settings.address("DASHBOARD_URL", Settings.Scheme.HTTP)),
        settings.optionalSecret("MAIL_LINK_SECRET"));
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

  private static Optional<String> configurationSet(Settings settings) {
    var name = settings.optional("SES_CONFIGURATION_SET");
    if (name.filter(text -> !text.matches("[A-Za-z0-9_-]{1,64}")).isPresent()) {
      settings.reject("SES_CONFIGURATION_SET must be up to 64 of A-Z, a-z, 0-9, _ and -");
    }
    return name;
  }

  private static String transcription(Settings settings) {
    var model = settings.text("OPENAI_TRANSCRIPTION_MODEL", "gpt-transcribe");
    if (!model.matches("[A-Za-z0-9._:-]{1,100}")) {
      settings.reject("OPENAI_TRANSCRIPTION_MODEL is no model's name: " + model);
    }
    return model;
  }
}
