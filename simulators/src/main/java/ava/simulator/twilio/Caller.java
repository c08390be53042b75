package ava.simulator.twilio;

import ava.simulator.scenario.Clip;

/// A person on the telephone. Asked for the next 20 ms of sound, 50 times a second, on the loop of
/// the calls: be quick, never block.
@FunctionalInterface
public interface Caller {
  /// Says nothing and stays on the line.
  Caller SILENT = _ -> Clip.silentFrame();

  /// The next 160 bytes of mu-law.
  byte[] frame(Handset handset);

  /// What a caller perceives and can do.
  interface Handset {
    /// Milliseconds since the call was placed.
    long elapsedMs();

    /// How long Ava has been speaking, 0 while she does not.
    long avaSpeaksMs();

    /// How long Ava has been silent, 0 while she speaks.
    long avaSilentMs();

    /// How much of Ava was heard in the whole call.
    long avaHeardMs();

    /// The caller begins to say this.
    void begins(String text);

    /// The caller has said it.
    void finished();

    void press(char key);

    void hangUp();
  }
}
