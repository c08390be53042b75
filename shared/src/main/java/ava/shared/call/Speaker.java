package ava.shared.call;

/// Who speaks in a turn.
public enum Speaker {
  CALLER,
  AVA
}
