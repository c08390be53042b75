package ava.local.cli;

import picocli.CommandLine.Option;

/// What every command understands.
final class HelpOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Montre cette aide.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Montre la version d’Ava.")
  boolean version;
}
