package ava.local.cli;

import ava.local.LocalAva;
import ava.local.cli.Terminal.Look;
import java.nio.file.Path;
import java.util.Optional;

/// What `./ava serve` says once it is ready: where everything is and what is still missing for a
/// real call.
final class ServeGreeting {
  private final Terminal terminal;
  private final ServeSettings settings;

  ServeGreeting(Terminal terminal, ServeSettings settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  /// @param simulated the scenario that the simulator plays in the model's place
  /// @param log where details are
  void say(LocalAva ava, int port, Optional<String> simulated, Path log) {
    var here = "http://127.0.0.1:" + port;
    terminal.line(Look.BOLD, "Ava est en service sur le port " + port + ".");
    terminal.line("  Tableau de bord : " + here + "/dashboard");
    terminal.line("  Courriels :       " + here + "/mailbox");
    terminal.line("  Téléphone :       " + here + "/phone (parlez à Ava par votre micro)");
    terminal.line(
        settings.given("AVA_LOCAL_PASSWORD")
            ? "  Utilisateur : ava, avec le mot de passe de AVA_LOCAL_PASSWORD"
            : "  Utilisateur : ava, mot de passe : " + ava.settings().localPassword());
    terminal.line(
        simulated
            .map(scenario ->
                "  Modèle : le simulateur, qui joue le scénario « "
                    + scenario
                    + " » ; pour de vrais appels, donnez OPENAI_API_KEY.")
            .orElse("  Modèle : OpenAI."));
    terminal.line(
        settings
            .smtp()
            .map(server -> "  Les courriels partent par " + server.host() + ".")
            .orElse(
                "  Les courriels restent dans /mailbox (pour les envoyer : SMTP_SERVER,"
                    + " SMTP_USERNAME, SMTP_PASSWORD, SMTP_SENDER)."));
    terminal.line("");
    if (settings.given("PUBLIC_BASE_URL") && settings.given("TWILIO_AUTH_TOKEN")) {
      number(ava);
    } else {
      missing(port);
    }
    terminal.line("");
    terminal.line("Journal : " + log.toAbsolutePath().normalize());
    terminal.line("Ctrl-C termine proprement, une fois les appels en cours finis.");
  }

  private void number(LocalAva ava) {
    var base = ava.settings().publicBaseUrl();
    terminal.line("Chez Twilio, pour votre numéro :");
    terminal.line("  « A call comes in » :   Webhook, " + base + "/twiml, HTTP POST");
    terminal.line("  « Call status changes » : " + base + "/call-status, HTTP POST");
  }

  private void missing(int port) {
    terminal.line("Pour recevoir de vrais appels :");
    terminal.line("  1. ngrok http " + port);
    terminal.line("  2. relancez ./ava serve avec PUBLIC_BASE_URL=https://…ngrok… et le");
    terminal.line(
        "     TWILIO_AUTH_TOKEN de votre compte Twilio (dans .env, voir .env.example, ou dans l’environnement)");
    terminal.line(
        "  3. chez Twilio, donnez à votre numéro le webhook https://…ngrok…/twiml (POST)");
    terminal.line("     et, pour « Call status changes », https://…ngrok…/call-status (POST)");
  }
}
