package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ava.local.disk.DataLock;
import ava.trial.fleet.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvaTest {
  private static final String[] COMMANDS = {
    "demo", "serve", "call", "eval", "soak", "chaos", "bench", "deploy", "destroy", "help"
  };

  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"help, 0", "--help, 0", "-h, 0", "'', 2"})
  void helpNamesEveryCommand(String arguments, int code) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(code);

    assertThat(text()).contains(COMMANDS).contains("--help", "--version");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasItsHelp(String command) {
    assertThat(run(command, "--help")).isZero();
    var asked = text();
    printed.reset();
    assertThat(run("help", command)).isZero();

    assertThat(text()).isEqualTo(asked).contains("Utilisation : ./ava " + command, "--version");
    printed.reset();
    assertThat(run(command, "-h")).isZero();
    assertThat(text()).isEqualTo(asked);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noCommandSpeaksEnglish(String command) {
    run(command, "--help");

    assertThat(text())
        .doesNotContainPattern("(?i)\\b(usage|show|print|exit|the|message|help,)\\b(?!:)")
        .doesNotContain("'");
  }

  static String[] commands() {
    return COMMANDS.clone();
  }

  @Test
  void theVersionIsTold() {
    assertThat(run("--version")).isZero();

    assertThat(text()).startsWith("Ava ");
  }

  @Test
  void helpOfACommandNamesItsOptions() {
    assertThat(run("help", "demo")).isZero();

    assertThat(text()).contains("--scenario", "--out", "--model", "--business");
  }

  @ParameterizedTest
  @CsvSource({
    "help nonsense,                        Commande inconnue : nonsense",
    "demo --nonsense,                      Commande ou option inconnue : --nonsense",
    "demo --scenario,                      Il manque : --scenario NOM",
    "demo --scenario a --scenario b,       Donné deux fois : --scenario NOM",
    "call,                                 Il manque : --to URL",
    "serve --port many,                    Valeur refusée pour --port PORT : « many »",
    "serve --port 0,                       --port va de 1 à 65535.",
    "serve --port 65536,                   --port va de 1 à 65535.",
    "serve --env nowhere,                  --env : il n’y a pas de fichier nowhere.",
    "soak --calls 0,                       --calls va de 1",
    "chaos --seconds 1,                    --seconds de 20",
  })
  void wrongUseIsToldInFrench(String arguments, String told) {
    assertThat(run(arguments.split(" "))).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "eval", "soak --calls 1", "chaos --calls 1"})
  void aFolderThatCannotBeWrittenIsOneLine(String command) throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    var arguments = (command + " --out " + file.resolve("out")).split(" ");

    assertThat(run(arguments)).isEqualTo(Ava.FAILED);

    assertThat(text()).startsWith("Impossible d’écrire dans ").doesNotContain("Exception", "\tat ");
    assertThat(text().lines()).hasSize(1);
  }

  @Test
  void twoOfServeDoNotShareAFolder() throws IOException {
    try (var _ = DataLock.of(folder).orElseThrow()) {
      var port = Integer.toString(Surroundings.freePort());

      assertThat(run("serve", "--port", port, "--data", folder.toString())).isEqualTo(Ava.FAILED);

      assertThat(text()).contains("Une autre Ava se sert déjà de " + folder);
    }
  }

  @Test
  void serveSaysAtOnceThatItsPortIsTaken() throws IOException {
    try (var other = new ServerSocket(0)) {
      var port = Integer.toString(other.getLocalPort());

      assertThat(run("serve", "--port", port, "--data", folder.toString())).isEqualTo(Ava.FAILED);

      assertThat(text()).contains("Le port " + port + " est déjà pris", "--port");
      assertThat(text().lines()).hasSize(1);
    }
  }

  @Test
  void unknownCommandIsRefusedInFrench() {
    assertThat(run("dance")).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains("Commande ou option inconnue : dance");
  }

  @Test
  void realModelNeedsAKey() {
    assertThat(run("demo", "--model", "openai")).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains("OPENAI_API_KEY");
  }

  @Test
  void unknownScenarioIsToldWithThoseThatExist() {
    assertThat(run("demo", "--scenario", "inconnu")).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains("« inconnu » n’existe pas", "rendez-vous");
  }

  @Test
  void callNeedsTheTokenInTheEnvironment() {
    assertThat(run("call", "--to", "https://ava.example")).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains("TWILIO_AUTH_TOKEN est vide");
  }

  private int run(String... arguments) {
    var terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
    return Ava.commandLine(terminal, Map.of()).execute(arguments);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
