/// The container that holds the live socket between Twilio Media Streams and the OpenAI Realtime
/// API.
@NullMarked
package ava.bridge;

import org.jspecify.annotations.NullMarked;
