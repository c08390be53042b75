package ava.trial.world;

import ava.shared.loop.TextSocket;
import ava.trial.soak.Stamp;
import java.util.function.Consumer;

/// Hears what an ear hears, and reads the stamps of the caller's frames in it.
final class StampedEar extends PassedEar {
  private static final String MEDIA = "{\"event\":\"media\"";
  private static final String PAYLOAD = "\"payload\":\"";

  private final Consumer<Stamp> stamps;

  StampedEar(TextSocket.Ear ear, Consumer<Stamp> stamps) {
    super(ear);
    this.stamps = stamps;
  }

  @Override
  public void text(String text) {
    if (text.startsWith(MEDIA)) {
      var from = text.indexOf(PAYLOAD) + PAYLOAD.length();
      Stamp.read(text, from, text.indexOf('"', from)).ifPresent(stamps);
    }
    super.text(text);
  }
}
