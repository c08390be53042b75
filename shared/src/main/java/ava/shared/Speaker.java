package ava.shared;

/// Who speaks in a turn.
public enum Speaker {
  CALLER,
  AVA
}
