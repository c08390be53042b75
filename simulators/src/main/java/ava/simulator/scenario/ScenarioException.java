package ava.simulator.scenario;

/// A scenario that is missing or not well formed; the message says which and where.
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScenarioException(String message) {
    super(message);
  }
}
