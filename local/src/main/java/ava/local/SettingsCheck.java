package ava.local;

import ava.bridge.Bridge;
import ava.dashboard.DashboardHandler;
import ava.embedded.aws.LocalSettings;
import ava.live.LiveHandler;
import ava.local.issuer.IssuerSettings;
import ava.shared.settings.SettingsException;
import ava.summary.SummaryHandler;
import ava.telephone.TelephoneHandler;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Asks every part of Ava for its settings before anything is started.
public final class SettingsCheck {
  private static final URI ANY_QUEUE = URI.create("http://127.0.0.1/queue");
  private static final List<Consumer<Map<String, String>>> FUNCTIONS =
      List.of(
          TelephoneHandler::check,
          SummaryHandler::check,
          LiveHandler::check,
          DashboardHandler::check,
          IssuerSettings::from);

  private SettingsCheck() {}

  /// What is missing or wrong, each problem once; empty when Ava can be started.
  ///
  /// @param given settings as in an environment
  /// @param simulator the model's stand-in, any address when there will be one
  public static Set<String> problems(Map<String, String> given, int port, Optional<URI> simulator) {
    var settings = LocalSettings.of(given, ANY_QUEUE.toString(), port, simulator);
    var problems = new LinkedHashSet<String>();
    problems.addAll(problems(Bridge::check, settings.bridge()));
    FUNCTIONS.forEach(check -> problems.addAll(problems(check, LocalAva.environment(settings))));
    return problems;
  }

  private static List<String> problems(
      Consumer<Map<String, String>> check, Map<String, String> environment) {
    try {
      check.accept(environment);
      return List.of();
    } catch (SettingsException e) {
      return e.problems();
    }
  }
}
