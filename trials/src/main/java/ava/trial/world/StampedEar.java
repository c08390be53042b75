package ava.trial.world;

import ava.shared.loop.TextSocket;
import ava.trial.soak.Stamp;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Hears what an ear hears, and reads the stamps of the caller's frames in it.
final class StampedEar implements TextSocket.Ear {
  private static final String MEDIA = "{\"event\":\"media\"";
  private static final String PAYLOAD = "\"payload\":\"";

  private final TextSocket.Ear ear;
  private final Consumer<Stamp> stamps;

  StampedEar(TextSocket.Ear ear, Consumer<Stamp> stamps) {
    this.ear = ear;
    this.stamps = stamps;
  }

  @Override
  public void text(String text) {
    if (text.startsWith(MEDIA)) {
      var from = text.indexOf(PAYLOAD) + PAYLOAD.length();
      var audio = Base64.getDecoder().decode(text.substring(from, text.indexOf('"', from)));
      Stamp.read(audio, 0).ifPresent(stamps);
    }
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
