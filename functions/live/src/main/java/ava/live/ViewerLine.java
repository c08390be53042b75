package ava.live;

import ava.shared.aws.OutOfReach;

/// The way to one viewer's open page.
interface ViewerLine {
  /// Sends one text message and waits until it is taken.
  ///
  /// @return false when the viewer has gone for good
  /// @throws OutOfReach when it could not be sent this time
  boolean send(String connectionId, String message);
}
