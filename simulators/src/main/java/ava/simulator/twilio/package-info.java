/// A caller's telephone and Twilio, simulated: webhooks with signatures, TwiML, and Media Streams
/// with a playback queue, marks and real 20 ms pacing. It uses another HTTP client than the bridge.
@NullMarked
package ava.simulator.twilio;

import org.jspecify.annotations.NullMarked;
