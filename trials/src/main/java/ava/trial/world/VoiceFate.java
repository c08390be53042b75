package ava.trial.world;

import ava.simulator.voice.ElevenLabsFault;
import ava.simulator.voice.ElevenLabsFaults;
import ava.simulator.voice.PollyFault;
import ava.simulator.voice.PollyFaults;

/// What goes wrong with the voice that reads out what the model writes. Nothing of it is an excuse:
/// the model stands in.
final class VoiceFate {
  private final World world;
  private final PollyFaults polly;
  private final ElevenLabsFaults eleven;
  private int lasting;

  /// @param polly of the one voice or of the other, whichever the world has
  VoiceFate(World world, PollyFaults polly, ElevenLabsFaults eleven) {
    this.world = world;
    this.polly = polly;
    this.eleven = eleven;
  }

  void begin(Fault fault) {
    switch (fault.mischief()) {
      case VOICE_REFUSES -> lasts(fault, PollyFault.DENIES, ElevenLabsFault.DENIES);
      case VOICE_AWAY -> lasts(fault, PollyFault.IS_AWAY, ElevenLabsFault.QUOTA_GONE);
      case VOICE_IGNORES -> lasts(fault, PollyFault.IGNORES, ElevenLabsFault.IGNORES);
      case VOICE_WITHOUT_MU_LAW ->
          lasts(fault, PollyFault.KNOWS_NO_MU_LAW, ElevenLabsFault.NO_LETTERS);
      case VOICE_THROTTLES -> passes(fault, PollyFault.THROTTLES, ElevenLabsFault.THROTTLES);
      case VOICE_FAILS -> passes(fault, PollyFault.FAILS, ElevenLabsFault.NO_SOUND);
      case VOICE_SLOW -> passes(fault, PollyFault.IS_LATE, ElevenLabsFault.IS_LATE);
      case VOICE_SILENT -> passes(fault, PollyFault.STAYS_SILENT, ElevenLabsFault.STAYS_SILENT);
      case VOICE_PAUSES -> passes(fault, PollyFault.PAUSES, ElevenLabsFault.PAUSES);
      case VOICE_BREAKS -> passes(fault, PollyFault.RESETS, ElevenLabsFault.BREAKS);
      case VOICE_CUT -> passes(fault, PollyFault.CUTS, ElevenLabsFault.CUTS);
      default -> throw new IllegalArgumentException(fault.toString());
    }
  }

  private void passes(Fault fault, PollyFault pollys, ElevenLabsFault elevens) {
    polly.times(fault.amount(), pollys);
    eleven.times(fault.amount(), elevens);
  }

  /// Until its end, or until something else lasts.
  private void lasts(Fault fault, PollyFault pollys, ElevenLabsFault elevens) {
    lasting++;
    var mine = lasting;
    polly.always(pollys);
    eleven.always(elevens);
    world.at(
        world.anybody(),
        world.now() + fault.length().toNanos(),
        () -> {
          if (lasting == mine) {
            polly.never();
            eleven.never();
          }
        });
  }
}
