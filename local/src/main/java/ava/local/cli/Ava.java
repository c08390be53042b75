package ava.local.cli;

import ava.simulator.scenario.Scenarios;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line of `./ava`: 0 when all went well, 1 when something failed, 2 when the command
/// was not understood.
@Command(
    name = "ava",
    synopsisHeading = "Utilisation : ",
    customSynopsis = "./ava COMMANDE [OPTIONS]",
    description = {"", "Ava, la secrétaire téléphonique, sur cette machine.", ""},
    optionListHeading = "%nOptions :%n",
    commandListHeading = "%nCommandes :%n",
    footer = {"", "./ava COMMANDE --help montre les options d’une commande."})
public final class Ava implements Callable<Integer> {
  static final int FAILED = 1;
  static final int WRONG_USE = 2;

  private static final String VERSION = "Ava 1.0.0";

  @Spec private CommandSpec spec;

  private Ava() {
    this.spec = CommandSpec.create();
  }

  /// Runs a command.
  ///
  /// @return the process's exit code
  public static int run(String[] arguments, Map<String, String> environment) {
    var terminal = Terminal.standard(environment);
    return commandLine(terminal, environment).execute(arguments);
  }

  static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
    var line = new CommandLine(new Ava());
    line.addSubcommand(new DemoCommand(terminal, environment));
    line.addSubcommand(new ServeCommand(terminal, environment));
    line.addSubcommand(new CallCommand(terminal, environment));
    line.addSubcommand(new EvalCommand(terminal, environment));
    line.addSubcommand(new SoakCommand(terminal::line, Terminal::divert));
    line.addSubcommand(new ChaosCommand(terminal::line, Terminal::divert));
    line.addSubcommand(new SimulateCommand(terminal::line));
    line.addSubcommand(new BenchCommand(terminal::line, Terminal::divert));
    line.addSubcommand("deploy", tool("deploy", "Installe Ava sur AWS (tools/deploy.sh)."));
    line.addSubcommand("destroy", tool("destroy", "Retire Ava d’AWS (tools/destroy.sh)."));
    line.addSubcommand(new HelpCommand(terminal, line));
    helpful(line);
    line.getSubcommands().values().forEach(Ava::helpful);
    var out = new PrintWriter(terminal.stream(), true, StandardCharsets.UTF_8);
    line.setOut(out);
    line.setErr(out);
    line.setParameterExceptionHandler((e, _) -> wrongUse(terminal, e));
    line.setExecutionExceptionHandler((e, _, _) -> new Failure(terminal).tell(e));
    line.setUsageHelpWidth(100);
    return line;
  }

  private static void helpful(CommandLine command) {
    command.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOptions()));
    command.getCommandSpec().version(VERSION);
  }

  /// A script that the launcher runs itself: here it only stands in the help.
  private static CommandSpec tool(String name, String description) {
    var spec = CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> WRONG_USE);
    spec.usageMessage()
        .description(description)
        .synopsisHeading("Utilisation : ")
        .customSynopsis("./ava " + name + " [OPTIONS]")
        .optionListHeading("%nOptions :%n")
        .footer("", "./ava " + name + " --help, lancé ainsi, montre toutes les options.");
    return spec;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return WRONG_USE;
  }

  static String noSuchScenario(String name) {
    return "Le scénario « %s » n’existe pas ; il y a : %s."
        .formatted(name, String.join(", ", Scenarios.names()));
  }

  private static int wrongUse(Terminal terminal, ParameterException e) {
    terminal.line(Terminal.Look.BAD, WrongUse.say(e));
    var command = e.getCommandLine().getCommandSpec();
    var name = command.parent() == null ? "" : " " + command.name();
    terminal.line("./ava" + name + " --help montre ce qui est possible.");
    return WRONG_USE;
  }

  @Command(
      name = "help",
      description = "Montre cette aide, ou celle d’une commande.",
      synopsisHeading = "Utilisation : ",
      customSynopsis = "./ava help [COMMANDE]",
      optionListHeading = "%nOptions :%n")
  private static final class HelpCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CommandLine line;

    @CommandLine.Parameters(
        arity = "0..1",
        paramLabel = "COMMANDE",
        defaultValue = "",
        description = "Une des commandes de ./ava.")
    private String command = "";

    HelpCommand(Terminal terminal, CommandLine line) {
      this.terminal = terminal;
      this.line = line;
    }

    @Override
    public Integer call() {
      var asked = command.isEmpty() ? line : line.getSubcommands().get(command);
      if (asked == null) {
        terminal.line(Terminal.Look.BAD, "Commande inconnue : " + command);
        terminal.line("./ava --help montre ce qui est possible.");
        return WRONG_USE;
      }
      asked.usage(line.getOut());
      return 0;
    }
  }
}
