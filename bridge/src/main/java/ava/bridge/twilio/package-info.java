/// Twilio Media Streams: the caller's side of a call. [StreamDoor] admits streams, [MediaStream]
/// reads one, [TwilioLine] writes to it. Source of the protocol: Twilio, "Media Streams WebSocket
/// messages".
@NullMarked
package ava.bridge.twilio;

import org.jspecify.annotations.NullMarked;
