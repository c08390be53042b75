package ava.local;

import ava.local.cli.Ava;

/// Where `./ava` begins.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// An error must end the process, too: what was started meanwhile has threads of its own.
  private static int run(String[] arguments) {
    try {
      return Ava.run(arguments, System.getenv());
    } catch (Error e) {
      e.printStackTrace();
      return 1;
    }
  }
}
