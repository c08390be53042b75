/// The call-events function: what Twilio does next with a call, and the safety net for its end.
@NullMarked
package ava.callevents;

import org.jspecify.annotations.NullMarked;
