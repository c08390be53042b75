package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvaTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void helpNamesEveryCommand() {
    assertThat(run("help")).isZero();

    assertThat(text()).contains("demo", "serve", "call", "deploy", "destroy");
  }

  @Test
  void helpOfACommandNamesItsOptions() {
    assertThat(run("help", "demo")).isZero();

    assertThat(text()).contains("--scenario", "--out", "--model", "--business");
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

    assertThat(text()).contains("« inconnu » n'existe pas", "rendez-vous");
  }

  @Test
  void callNeedsTheTokenInTheEnvironment() {
    assertThat(run("call", "--to", "https://ava.example")).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains("TWILIO_AUTH_TOKEN est vide");
  }

  @Test
  void callNeedsAnAddress() {
    assertThat(run("call")).isEqualTo(Ava.WRONG_USE);

    assertThat(text()).contains("Il manque une valeur");
  }

  private int run(String... arguments) {
    var terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
    return Ava.commandLine(terminal, Map.of()).execute(arguments);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
