package ava.local;

import ava.local.cli.Ava;

/// Where `./ava` begins.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // before anything logs: every module brings a logback.xml of its own
    System.setProperty("logback.configurationFile", "ava/local/logback.xml");
    System.exit(Ava.run(arguments, System.getenv()));
  }
}
