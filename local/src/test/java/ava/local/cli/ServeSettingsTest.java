package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeSettingsTest {
  private static final Pattern REJECTED = Pattern.compile("\\.reject\\(\\s*\"([^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void everythingThatIsWrongIsNamedTogether() throws IOException {
    var file = Files.writeString(folder.resolve(".env"), "AVA_MAX_CALLS=viele\nnonsense");

    var problems =
        say(
            file,
            Map.of(
                "PUBLIC_BASE_URL", "ngrok.example",
                "SMTP_SERVER", "smtp.exemple.fr:x",
                "SMTP_USERNAME", "ava",
                "AVA_TRANSFER_NUMBER", "0142",
                "AVA_MAX_CALL_SECONDS", "5",
                "AVA_RETENTION_DAYS", "0",
                "SUMMARY_EMPTY_CALLS", "never",
                "AVA_WEBHOOK_URL", "https://hook.example",
                "LOG_LEVEL", "loud"));

    assertThat(problems)
        .contains(
            ".env, ligne 2 : il faut NOM=valeur",
            "SMTP_SERVER doit être serveur ou serveur:port, et non « smtp.exemple.fr:x »",
            "SMTP_PASSWORD n’est pas donné",
            "LOG_LEVEL doit être ERROR, WARN, INFO ou DEBUG, et non « loud »",
            "AVA_MAX_CALLS doit être un nombre entier, et non « viele »",
            "AVA_MAX_CALL_SECONDS va de 60 à 14000, et non « 5 »",
            "AVA_RETENTION_DAYS va de 1 à 365, et non « 0 »",
            "AVA_TRANSFER_NUMBER doit être un numéro international, comme +33142000000",
            "PUBLIC_BASE_URL doit commencer par https://",
            "SUMMARY_EMPTY_CALLS doit être none ou short, et non « never »",
            "AVA_WEBHOOK_SECRET n’est pas donné")
        .doesNotHaveDuplicates();
  }

  @Test
  void aMailServerWithoutARecipientIsNoService() {
    assertThat(say(none(), Map.of("SMTP_SERVER", "smtp.exemple.fr")))
        .containsExactly("SUMMARY_EMAIL n’est pas donné, alors que SMTP_SERVER l’est");
  }

  @Test
  void aMailLoginWithoutItsServerIsNoService() {
    assertThat(say(none(), Map.of("SMTP_USERNAME", "ava", "SMTP_PASSWORD", "x")))
        .containsExactlyInAnyOrder(
            "SMTP_SERVER n’est pas donné, alors que SMTP_USERNAME l’est",
            "SMTP_SERVER n’est pas donné, alors que SMTP_PASSWORD l’est");
  }

  @Test
  void nothingGivenIsEnough() {
    assertThat(say(none(), Map.of())).isEmpty();
  }

  @Test
  void theSendersNameStays() {
    var settings =
        ServeSettings.of(
            none(),
            Map.of(
                "SMTP_SERVER", "smtp.exemple.fr",
                "SUMMARY_EMAIL", "a@exemple.fr",
                "SMTP_SENDER", "Cabinet Martin <ava@exemple.fr>"),
            8081);

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.values())
        .containsEntry("SUMMARY_SENDER", "Cabinet Martin <ava@exemple.fr>");
  }

  @Test
  void whatTheSettingsRejectIsSaidInFrench() throws IOException {
    var rejected = main().flatMap(text -> REJECTED.matcher(text).results()).map(r -> r.group(1));

    assertThat(rejected.map(ServeSettingsTest::whole))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(FrenchSettings.say(text)).isNotEqualTo(text));
  }

  private static Stream<String> main() throws IOException {
    try (var files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/.*(Config|Settings)\\.java"))
          .map(ServeSettingsTest::text)
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With what is put behind it.
  private static String whole(String start) {
    if (start.endsWith("but ")) {
      return start + "OTHER is";
    }
    return start.endsWith("'") && start.contains("not '")
        ? start + "x'"
        : start + (start.endsWith(" ") ? "x" : "");
  }

  private Path none() {
    return folder.resolve("none");
  }

  private static Iterable<String> say(Path file, Map<String, String> environment) {
    var problems = ServeSettings.of(file, environment, 8081).problems();
    return problems.stream().map(FrenchSettings::say).toList();
  }
}
