package ava.simulator.twilio;

import ava.shared.settings.Secret;

/// The Twilio account that the number belongs to.
///
/// @param sid `AC` and 32 hex digits
/// @param authToken what requests are signed with
public record Account(String sid, Secret authToken) {
  /// An account of no one.
  public static Account simulated(Secret authToken) {
    return new Account("AC00000000000000000000000000000001", authToken);
  }
}
