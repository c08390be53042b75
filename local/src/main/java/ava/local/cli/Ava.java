package ava.local.cli;

import ava.local.chaos.ChaosCommand;
import ava.local.scenario.Scenarios;
import ava.local.soak.SoakCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The command line of `./ava`.
@Command(
    name = "ava",
    synopsisHeading = "Utilisation : ",
    customSynopsis = "./ava COMMANDE [OPTIONS]",
    description = {"", "Ava, la secrétaire téléphonique, sur cette machine.", ""},
    commandListHeading = "Commandes :%n",
    footer = {
      "",
      "  deploy    Installe Ava sur AWS (tools/deploy.sh).",
      "  destroy   Retire Ava d'AWS (tools/destroy.sh).",
      "",
      "./ava help COMMANDE montre les options d'une commande."
    })
public final class Ava implements Callable<Integer> {
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  private final Terminal terminal;

  private Ava(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs a command.
  ///
  /// @return the process's exit code
  public static int run(String[] arguments, Map<String, String> environment) {
    var terminal = Terminal.standard(environment);
    return commandLine(terminal, environment).execute(arguments);
  }

  static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
    var line = new CommandLine(new Ava(terminal));
    line.addSubcommand(new DemoCommand(terminal, environment));
    line.addSubcommand(new ServeCommand(terminal, environment));
    line.addSubcommand(new CallCommand(terminal, environment));
    line.addSubcommand(new EvalCommand(terminal, environment));
    line.addSubcommand(new SoakCommand(terminal::line, Terminal::divert));
    line.addSubcommand(new ChaosCommand(terminal::line, Terminal::divert));
    line.addSubcommand("bench", new LaterCommand(terminal, "bench"));
    line.addSubcommand(new HelpCommand(terminal, line));
    line.setParameterExceptionHandler((e, _) -> wrongUse(terminal, e));
    line.setExecutionExceptionHandler((e, _, _) -> failed(terminal, e));
    line.setUsageHelpWidth(100);
    return line;
  }

  @Override
  public Integer call() {
    terminal.line(new CommandLine(this).getUsageMessage(Help.Ansi.OFF));
    return WRONG_USE;
  }

  static String noSuchScenario(String name) {
    return "Le scénario « %s » n'existe pas ; il y a : %s."
        .formatted(name, String.join(", ", Scenarios.names()));
  }

  private static int wrongUse(Terminal terminal, ParameterException e) {
    terminal.line(
        Terminal.Look.BAD,
        switch (e) {
          case CommandLine.UnmatchedArgumentException unmatched ->
              "Commande ou option inconnue : " + String.join(" ", unmatched.getUnmatched());
          case CommandLine.MissingParameterException missing ->
              "Il manque une valeur : " + missing.getMissing().getFirst().paramLabel();
          default ->
              e.getArgSpec() == null
                  ? "Commande mal écrite : " + e.getMessage()
                  : "Valeur refusée pour %s (%s) : « %s »"
                      .formatted(
                          e.getArgSpec() instanceof OptionSpec option
                              ? option.longestName()
                              : e.getArgSpec().paramLabel(),
                          e.getArgSpec().paramLabel(),
                          e.getValue());
        });
    terminal.line("./ava help montre ce qui est possible.");
    return WRONG_USE;
  }

  private static int failed(Terminal terminal, Exception e) {
    var cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    terminal.line(Terminal.Look.BAD, "Ava s'arrête sur une erreur : " + cause);
    e.printStackTrace();
    return FAILED;
  }

  /// A command that is not there yet says so.
  @Command(hidden = true)
  private record LaterCommand(Terminal terminal, String name) implements Callable<Integer> {
    @Override
    public Integer call() {
      terminal.line(Terminal.Look.BAD, "./ava " + name + " n'existe pas encore.");
      return WRONG_USE;
    }
  }

  @Command(name = "help", description = "Montre cette aide, ou celle d'une commande.")
  private static final class HelpCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CommandLine line;

    @CommandLine.Parameters(arity = "0..1", paramLabel = "COMMANDE", defaultValue = "")
    private String command = "";

    HelpCommand(Terminal terminal, CommandLine line) {
      this.terminal = terminal;
      this.line = line;
    }

    @Override
    public Integer call() {
      var asked = line.getSubcommands().getOrDefault(command, line);
      terminal.line(asked.getUsageMessage(Help.Ansi.OFF));
      return 0;
    }
  }
}
