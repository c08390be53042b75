package ava.summary.evaluation;

import ava.shared.settings.Settings;
import ava.shared.settings.StoredSecrets;
import ava.summary.content.Summarizer;
import ava.summary.content.Summarizers;
import ava.summary.content.Summary;
import ava.summary.mail.MailWriter;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tries a summarizer on the twelve calls and tells what is wrong with what it makes of them.
public final class Evaluation {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Evaluation() {}

  /// Prints a table: one line a call, with the summary's faults. Uses the real model when
  /// `OPENAI_API_KEY` is set, else the rules.
  ///
  /// @return how many calls have faults
  /// @throws ava.shared.settings.SettingsException when a setting is wrong
  public static int run(Map<String, String> environment, PrintStream out) {
    var settings = new Settings(environment, StoredSecrets.standard()::secret);
    var base =
        settings.address("OPENAI_BASE_URL", "https://api.openai.com/v1", Settings.Scheme.HTTP);
    var model = settings.text("OPENAI_SUMMARY_MODEL", "gpt-6-luna");
    var key = settings.optionalSecret("OPENAI_API_KEY");
    settings.check();
    out.println(key.map(_ -> "Modèle : " + model).orElse("Par règles (OPENAI_API_KEY manque)"));
    return run(
        key.map(k -> Summarizers.model(new OkHttpClient(), base, k, model, Clock.systemUTC()))
            .orElseGet(Summarizers::rules),
        Clock.systemUTC(),
        out);
  }

  static int run(Summarizer summarizer, Clock clock, PrintStream out) {
    var faulty = 0;
    for (var transcript : Transcript.all().toList()) {
      var begin = clock.instant();
      var summary = summarizer.summarize(transcript.call(), begin.plus(PATIENCE));
      var taken = Duration.between(begin, clock.instant());
      var faults = faults(transcript, summary);
      faulty += faults.isEmpty() ? 0 : 1;
      out.printf(
          "%-24s %-8s %6d ms  %s%n",
          transcript.name(),
          JSON.valueToTree(summary).path("source").asString(),
          taken.toMillis(),
          faults.isEmpty() ? "bon" : String.join(" ; ", faults));
    }
    return faulty;
  }

  /// What is wrong with a summary; empty when nothing is.
  static List<String> faults(Transcript transcript, Summary summary) {
    var expect = transcript.expect();
    JsonNode made = JSON.valueToTree(summary);
    var faults = new ArrayList<String>();
    compare(faults, "nom", expect.path("name"), made.path("who").path("name"));
    compare(faults, "société", expect.path("company"), made.path("who").path("company"));
    compare(faults, "numéro", expect.path("phone"), made.path("who").path("phone"));
    compare(faults, "urgence", expect.path("urgency"), made.path("urgency"));
    compare(faults, "catégorie", expect.path("category"), made.path("category"));
    compare(faults, "rappel", expect.path("callback"), made.path("callback").path("wished"));
    compare(faults, "rappel", expect.path("when"), made.path("callback").path("when"));
    var told =
        summary.matter().reason()
            + "\n"
            + summary.matter().text()
            + "\n"
            + summary.followUp().asked();
    var rules = summary.source() == Summary.Source.EXTRACT;
    if (!rules || !expect.has("modelOnly")) {
      missing(faults, "résumé", transcript.words("must"), told);
    }
    transcript.words("mustNot").stream()
        .filter(told::contains)
        .forEach(word -> faults.add("dit « " + word + " »"));
    transcript.words("once").stream()
        .filter(word ->
            summary.matter().text().indexOf(word) != summary.matter().text().lastIndexOf(word))
        .forEach(word -> faults.add("répète « " + word + " »"));
    missing(faults, "objet", transcript.words("subject"), subject(transcript, summary));
    return faults;
  }

  private static String subject(Transcript transcript, Summary summary) {
    return new MailWriter("le cabinet", Optional.empty())
        .write(transcript.call(), summary, false)
        .subject()
        .replace('\u00a0', ' ')
        .replace('’', '\'');
  }

  private static void compare(List<String> faults, String what, JsonNode expected, JsonNode made) {
    if (!expected.isMissingNode() && !expected.equals(made)) {
      faults.add(what + " " + made + " au lieu de " + expected);
    }
  }

  private static void missing(
      List<String> faults, String where, List<String> expected, String made) {
    expected.stream()
        .filter(word -> !made.contains(word))
        .forEach(word -> faults.add(where + " sans « " + word + " »"));
  }
}
