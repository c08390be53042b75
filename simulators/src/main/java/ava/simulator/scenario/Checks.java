package ava.simulator.scenario;

/// How strict a simulator is about the shape of what it is sent.
public enum Checks {
  /// Every message is held against the JSON Schema of the protocol.
  SCHEMA,
  /// Only what a message means is checked, which is much quicker.
  MEANING
}
