/// What two parts of Ava need: ids, calls and turns and their store, Twilio's signature, the stream
/// token, settings and metrics. Depends on no other part.
@NullMarked
package ava.shared;

import org.jspecify.annotations.NullMarked;
