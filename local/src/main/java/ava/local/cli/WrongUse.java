package ava.local.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in French what was wrong with a command.
final class WrongUse {
  private WrongUse() {}

  static String say(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched ->
          "Commande ou option inconnue : " + String.join(" ", unmatched.getUnmatched());
      case MissingParameterException missing ->
          "Il manque : "
              + missing.getMissing().stream()
                  .map(WrongUse::written)
                  .collect(Collectors.joining(", "));
      case OverwrittenOptionException twice ->
          "Donné deux fois : " + written(twice.getOverwritten());
      default ->
          e.getArgSpec() == null
              ? "Commande mal écrite."
              : "Valeur refusée pour %s : « %s »".formatted(written(e.getArgSpec()), e.getValue());
    };
  }

  /// As it is typed.
  private static String written(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }
}
