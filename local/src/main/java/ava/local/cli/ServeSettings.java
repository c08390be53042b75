package ava.local.cli;

import ava.local.SettingsCheck;
import ava.local.mail.SmtpSettings;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.SettingsException;
import ava.shared.table.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings of `./ava serve`: those of the environment, below them those of the file, and what
/// the rest has for a default; with all that is wrong about them.
///
/// @param given what the owner gave, for what he is told
/// @param values what Ava gets
/// @param problems empty when she can be started
record ServeSettings(
    Map<String, String> given,
    Map<String, String> values,
    Optional<SmtpSettings> smtp,
    Set<String> problems) {
  private static final URI SOME_SIMULATOR = URI.create("http://127.0.0.1/v1");

  /// Made from `PUBLIC_BASE_URL` when they are not given.
  private static final Set<String> DERIVED = Set.of("BRIDGE_URL", "LIVE_API_URL", "DASHBOARD_URL");

  private static final Set<String> LEVELS =
      Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF");

  /// @param file of settings; it need not exist
  /// @param port where Ava will listen
  static ServeSettings of(Path file, Map<String, String> environment, int port) {
    var dotEnv = DotEnv.read(file);
    var given = dotEnv.under(environment);
    var problems = new LinkedHashSet<>(dotEnv.problems());
    var smtp = smtp(given, problems);
    level(given, problems);
    var values = new HashMap<>(given);
    if (smtp.isPresent() && !given.containsKey("SUMMARY_EMAIL")) {
      problems.add("SUMMARY_EMAIL is not set, but SMTP_SERVER is");
    }
    values.putIfAbsent("SUMMARY_EMAIL", "secretariat@ava.example");
    values.putIfAbsent(
        "SUMMARY_SENDER", smtp.flatMap(SmtpSettings::from).orElse("ava@ava.example"));
    values.putIfAbsent(
        "DASHBOARD_URL", given.getOrDefault("PUBLIC_BASE_URL", "http://127.0.0.1:" + port));
    var simulator =
        given.containsKey("OPENAI_API_KEY") ? Optional.<URI>empty() : Optional.of(SOME_SIMULATOR);
    SettingsCheck.problems(values, port, simulator).stream()
        .filter(problem ->
            DERIVED.stream().noneMatch(problem::startsWith) || startsGiven(given, problem))
        .forEach(problems::add);
    return new ServeSettings(given, values, smtp, problems);
  }

  private static boolean startsGiven(Map<String, String> given, String problem) {
    return given.keySet().stream().anyMatch(problem::startsWith);
  }

  /// How long calls are kept, and what was mailed of them.
  Duration retention() {
    return Duration.ofDays(
        new Settings(values, Secret::of)
            .number("AVA_RETENTION_DAYS", Retention.STANDARD_DAYS, 1, Retention.MOST_DAYS));
  }

  boolean given(String name) {
    return given.containsKey(name);
  }

  private static Optional<SmtpSettings> smtp(
      Map<String, String> given, Collection<String> problems) {
    try {
      return SmtpSettings.from(new Settings(given, Secret::of));
    } catch (SettingsException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /// Logging takes an unknown word for DEBUG.
  private static void level(Map<String, String> given, Collection<String> problems) {
    var level = given.getOrDefault("LOG_LEVEL", "INFO");
    if (!LEVELS.contains(level)) {
      problems.add("LOG_LEVEL doit être ERROR, WARN, INFO ou DEBUG, et non « " + level + " »");
    }
  }
}
