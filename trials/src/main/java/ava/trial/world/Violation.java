package ava.trial.world;

/// Something that must never be.
///
/// @param invariant which rule is broken, by a name that stays
/// @param call whose, 0 for none
record Violation(String invariant, int call, String what) {
  @Override
  public String toString() {
    return invariant + (call == 0 ? "" : " (call " + call + ")") + ": " + what;
  }
}
