package ava.bridge.call;

import java.util.Base64;

/// Two soft rising notes that tell a waiting caller that his line lives. They need neither a model
/// nor a recording, so they are there when everything else is not. Two notes, because one is the
/// tone behind which one leaves a message.
final class Chime {
  private static final int SAMPLES_PER_MS = 8;
  private static final int NOTE_MS = 160;
  private static final int[] NOTES_HZ = {523, 659};

  /// A fifth of full scale: softer than a voice.
  private static final int LOUDEST = 6_500;

  /// Base64 of mu-law, 8 kHz.
  static final String AUDIO = Base64.getEncoder().encodeToString(notes());

  private Chime() {}

  private static byte[] notes() {
    var length = NOTE_MS * SAMPLES_PER_MS;
    var audio = new byte[NOTES_HZ.length * length];
    for (var n = 0; n < audio.length; n++) {
      var at = n % length;
      var swell = Math.sin(Math.PI * at / length);
      var wave = Math.sin(2 * Math.PI * NOTES_HZ[n / length] * at / (1_000.0 * SAMPLES_PER_MS));
      audio[n] = Companding.muLaw((int) (LOUDEST * swell * wave));
    }
    return audio;
  }
}
