/// What Twilio and Ava say to each other: signatures, TwiML, signed tokens.
@NullMarked
package ava.shared.twilio;

import org.jspecify.annotations.NullMarked;
