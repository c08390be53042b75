/// A caller's telephone and Twilio, simulated: webhooks with signatures, TwiML, and Media Streams
/// with a playback queue, marks and a frame every 20 ms. Pure: a loop, somebody who dials and
/// somebody who fetches are given to it.
@NullMarked
package ava.simulator.twilio;

import org.jspecify.annotations.NullMarked;
