package ava.trial.world;

import ava.shared.loop.TextSocket;
import java.util.OptionalInt;

/// Hears all that comes for an ear, and passes it on to it.
class PassedEar implements TextSocket.Ear {
  private final TextSocket.Ear ear;

  PassedEar(TextSocket.Ear ear) {
    this.ear = ear;
  }

  @Override
  public void text(String text) {
    ear.text(text);
  }

  @Override
  public void binary(int bytes) {
    ear.binary(bytes);
  }

  @Override
  public void tooBig() {
    ear.tooBig();
  }

  @Override
  public void pong() {
    ear.pong();
  }

  @Override
  public void broken(String why) {
    ear.broken(why);
  }

  @Override
  public void closed(OptionalInt code) {
    ear.closed(code);
  }
}
