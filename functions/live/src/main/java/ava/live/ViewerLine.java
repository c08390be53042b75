package ava.live;

/// The way to one viewer's open page.
interface ViewerLine {
  /// Sends one text message and waits until it is taken.
  ///
  /// @return false when the viewer has gone for good
  /// @throws software.amazon.awssdk.core.exception.SdkException when it could not be sent this time
  boolean send(String connectionId, String message);
}
