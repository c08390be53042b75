package ava.trial.world;

import ava.simulator.voice.PollyFault;
import ava.simulator.voice.PollyFaults;

/// What goes wrong with the voice that reads out what the model writes. Nothing of it is an excuse:
/// the model stands in.
final class VoiceFate {
  private final World world;
  private final PollyFaults faults;
  private int lasting;

  VoiceFate(World world, PollyFaults faults) {
    this.world = world;
    this.faults = faults;
  }

  void begin(Fault fault) {
    var texts = fault.amount();
    switch (fault.mischief()) {
      case VOICE_REFUSES -> lasts(fault, PollyFault.DENIES);
      case VOICE_AWAY -> lasts(fault, PollyFault.IS_AWAY);
      case VOICE_IGNORES -> lasts(fault, PollyFault.IGNORES);
      case VOICE_WITHOUT_MU_LAW -> lasts(fault, PollyFault.KNOWS_NO_MU_LAW);
      case VOICE_THROTTLES -> faults.times(texts, PollyFault.THROTTLES);
      case VOICE_FAILS -> faults.times(texts, PollyFault.FAILS);
      case VOICE_SLOW -> faults.times(texts, PollyFault.IS_LATE);
      case VOICE_SILENT -> faults.times(texts, PollyFault.STAYS_SILENT);
      case VOICE_PAUSES -> faults.times(texts, PollyFault.PAUSES);
      case VOICE_BREAKS -> faults.times(texts, PollyFault.RESETS);
      case VOICE_CUT -> faults.times(texts, PollyFault.CUTS);
      default -> throw new IllegalArgumentException(fault.toString());
    }
  }

  /// Until its end, or until something else lasts.
  private void lasts(Fault fault, PollyFault kind) {
    lasting++;
    var mine = lasting;
    faults.always(kind);
    world.at(
        world.anybody(),
        world.now() + fault.length().toNanos(),
        () -> {
          if (lasting == mine) {
            faults.never();
          }
        });
  }
}
