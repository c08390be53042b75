/// The telephone function: everything that Twilio asks by HTTP. The ringing telephone, what comes
/// after the stream to the bridge, and the safety net that ends each call.
@NullMarked
package ava.telephone;

import org.jspecify.annotations.NullMarked;
