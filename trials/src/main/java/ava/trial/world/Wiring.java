package ava.trial.world;

import ava.shared.loop.TextSocket;

/// What stands between Ava and the services around her: nothing, unless a trial wants to know
/// whether a fault of hers would be found.
interface Wiring {
  Wiring STRAIGHT = new Wiring() {};

  /// What Twilio hears of a bridge.
  default TextSocket.Ear twilio(TextSocket.Ear ear) {
    return ear;
  }

  /// What the model hears of a bridge.
  default TextSocket.Ear model(TextSocket.Ear ear) {
    return ear;
  }

  /// What the table is asked.
  default CloudService table(CloudService service) {
    return service;
  }

  /// What the mail service is asked.
  default CloudService mail(CloudService service) {
    return service;
  }
}
